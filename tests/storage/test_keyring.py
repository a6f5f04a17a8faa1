"""The key ring: slots say themselves by what their password is stretched."""

import json
from pathlib import Path

import pytest

from amane_desktop.storage import keyring
from amane_desktop.storage.keyring import (
    KEY_RING,
    KeyRing,
    KeyRingBroken,
    WrongPassword,
    new_master_key,
)
from tests.conftest import COSTS

PASSWORD = "dattes et figues"
# Written when every slot was stretched in two lanes, and none said so.
WITHOUT_COSTS = {
    "id": "d668cc031f01ba9f",
    "salt": "DhstVLs8NSAT/T37dy31bA==",
    "nonce": "tMP03rmcuKrK3kq8",
    "key": "Vr55apNZL9iihhOrWRRlx7kae4/1CotBbnSzN4ZUpLrySABnOslhHR4c2N7LGB+E",
    "public": "Xx4GfkkCd7hqhK5VACrGB2271PW7aNlL26qDutWVVns=",
    "sender": "VqY/JMoOoYT9gOuhS9iJWS068vkMWDXj6XvBWmGZ3XY=",
    "sealed": "D0FLGrRHSdB/imW6 CvUDVLIwJkpT9pSzReBsDNkbHjxLRsRAgXl78bfDnPgSG3xJ81pHvEhRqmi+OQ1R",
}


def ring_of(folder: Path, *slots: dict[str, str]) -> Path:
    path = folder / KEY_RING
    path.write_text(json.dumps({"version": 2, "slots": slots}))
    return path


def test_a_slot_that_does_not_say_its_costs_still_opens(tmp_path: Path) -> None:
    ring = KeyRing.read(ring_of(tmp_path, WITHOUT_COSTS))
    assert ring.unlock(WITHOUT_COSTS["id"], PASSWORD).secret == b"amane" * 6 + b".."
    ring.save()
    again = KeyRing.read(tmp_path / KEY_RING)
    assert again.unlock_any(PASSWORD).secret == b"amane" * 6 + b".."
    with pytest.raises(WrongPassword):
        again.unlock_any("figues et dattes")


def test_a_slot_is_opened_by_the_costs_that_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "_COSTS", COSTS)
    ring, master = KeyRing(tmp_path / KEY_RING), new_master_key()
    ring.add(master, PASSWORD)
    ring.save()
    slot = json.loads((tmp_path / KEY_RING).read_text())["slots"][0]
    assert slot["argon2id"] == "m=65536,t=3,p=1"
    assert KeyRing.read(ring_of(tmp_path, slot)).unlock_any(PASSWORD) == master
    other = slot | {"argon2id": "m=65536,t=2,p=1"}
    with pytest.raises(WrongPassword):
        KeyRing.read(ring_of(tmp_path, other)).unlock_any(PASSWORD)


@pytest.mark.parametrize("costs", ["", "m=65536", "m=1,t=3,p=1", "m=9999999,t=3,p=1", 3])
def test_costs_that_no_slot_was_written_with_are_refused(tmp_path: Path, costs: object) -> None:
    with pytest.raises(KeyRingBroken):
        KeyRing.read(ring_of(tmp_path, WITHOUT_COSTS | {"argon2id": costs}))  # type: ignore[dict-item]
