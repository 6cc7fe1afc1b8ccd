"""What the command line says for each code: one plain sentence, with what to do next."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "not_initialised": "There is no hub in {folder}. Make one first: integrhabitat-hub init --data {folder}",
    "folder_in_use": "There is a hub in {folder} already; nothing was changed. Choose another folder.",
    "folder_not_writable": "The folder {folder} cannot be written. Check that it exists and is yours.",
    "folder_not_readable": "The folder {folder} cannot be read. Check that it is yours.",
    "folder_damaged": "The file {file} of the hub's folder is missing or damaged. Restore the folder from a backup.",
    "database_url_malformed": "This is not a PostgreSQL address. It looks like postgresql://user:password@host/name",
    "database_unreachable": "The database does not answer. Check that it runs and that the address is right.",
    "database_unwritable": "The database cannot be written: the disk is full or the folder is read-only.",
    "database_damaged": "The database cannot be opened with this folder's key, or is damaged. Restore a backup.",
    "schema_newer": "The database was made by a newer hub. Update this one; nothing was changed.",
    "busy": "The database is busy with something else. Try again in a moment.",
    "port_in_use": "Port {port} is taken or not allowed. Choose another one with --port.",
    "address_not_here": "This computer does not have the address {host}. Choose another one with --host.",
    "centre_code_malformed": "A centre code has capital letters, digits and dashes, at most 20, such as BOG-01.",
    "centre_known": "There is a centre {centre} already.",
    "centre_unknown": "There is no centre {centre}. Add it first: integrhabitat-hub centre add {centre} --name NAME",
    "device_unknown": "There is no device {device}. See: integrhabitat-hub device list",
    "name_malformed": "A name has at most 200 signs and no line breaks.",
}


def sentence(code: str, facts: Mapping[str, str | int]) -> str:
    """The sentence for a code, its facts filled in."""
    return SENTENCES[code].format(**facts)
