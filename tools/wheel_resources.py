"""Puts the shipped resources into the wheel; an editable installation finds them beside the package."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelResources(BuildHookInterface[Any]):
    """Called by hatchling while it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder for a real wheel only: in an editable one a copy would shadow the checkout."""
        if version == "standard":
            build_data["force_include"]["resources"] = "integrhabitat_desktop/resources"
