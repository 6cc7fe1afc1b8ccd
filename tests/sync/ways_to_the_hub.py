"""Ways to the hub in process that lose requests, lose answers, or deliver old requests once more."""

from collections import deque
from collections.abc import Callable

from integrhabitat_desktop.sync.errors import HubError
from integrhabitat_desktop.sync.hub_client import Traffic
from integrhabitat_protocol.errors import ProtocolError
from tests.sync.hub_copies import HubInTest

_KEPT_REQUESTS = 30


class FaultyWay:
    """A connection; the next requests are cut on the way there or back as often as told."""

    def __init__(self, hub: HubInTest) -> None:
        self.hub = hub
        self.traffic = Traffic()
        self.earlier: deque[bytes] = deque(maxlen=_KEPT_REQUESTS)
        self._good_before_fault: int | None = None
        self._lose_answer = False

    def cut_after(self, exchanges: int, *, lose_answer: bool) -> None:
        """Let some exchanges pass, then lose one: its request, or its answer once the hub has committed."""
        self._good_before_fault = exchanges
        self._lose_answer = lose_answer

    def mend(self) -> None:
        """No more faults."""
        self._good_before_fault = None

    def exchange(self, request: bytes) -> bytes:
        self.earlier.append(request)
        try:
            return self._carry(request, self.hub.exchange.answer)
        except ProtocolError as refusal:
            raise HubError(
                "device_unknown" if refusal.code == "device_unknown" else "hub_refused"
            ) from refusal

    def pair(self, request: bytes) -> bytes:
        return self._carry(request, self.hub.pairing.answer)

    def deliver_again(self, which: int) -> None:
        """An old request arrives at the hub once more; nobody waits for the answer."""
        if self.earlier:
            try:
                self.hub.exchange.answer(self.earlier[which % len(self.earlier)])
            except ProtocolError as refusal:
                assert refusal.code in ("device_unknown", "signature_wrong")

    def abort(self) -> None:
        """Nothing here takes time."""

    def close(self) -> None:
        """Nothing is open."""

    def _carry(self, request: bytes, answer: Callable[[bytes], bytes]) -> bytes:
        self.traffic.requests += 1
        self.traffic.sent += len(request)
        fault = self._good_before_fault == 0
        if self._good_before_fault is not None:
            self._good_before_fault = None if fault else self._good_before_fault - 1
        if fault and not self._lose_answer:
            raise HubError("hub_unreachable")
        answered = answer(request)
        if fault:
            raise HubError("hub_unreachable")
        self.traffic.received += len(answered)
        return answered
