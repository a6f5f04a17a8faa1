"""The key ring: one random master key, sealed to a key pair per password and per recovery code.

The private key is wrapped under the password, the public one stands in clear: so the master key
can be renewed for everybody without a single password at hand.
"""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amane_desktop.storage.durable import write_durably

KEY_RING = "keyring.json"
# Crockford's alphabet: no letter that is read as a digit.
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BLOCKS, _BLOCK_LENGTH = 6, 4
CODE_LENGTH = _CODE_BLOCKS * (_BLOCK_LENGTH + 1) - 1
_SALT, _NONCE = 16, 12
_SLOT = ("id", "argon2id", "salt", "nonce", "key", "public", "sender", "sealed")
# A ring of the first version wrapped the master key itself, under the password.
_OLD_SLOT = ("id", "argon2id", "salt", "nonce", "key")
# What a password is stretched by. One lane: the machine's other core is free for loading.
_COSTS = "m=65536,t=3,p=1"
# A ring that asks for more was made to stop this PC: 256 MB, and some seconds.
_MOST_MEMORY, _MOST_WORK = 2**18, 2**20
# Slots did not always say it.
_COSTS_UNSAID = "m=65536,t=3,p=2"
_COSTS_FORM = re.compile(r"m=([1-9]\d{3,5}),t=([1-9]),p=([1-9])")


class WrongPassword(Exception):
    """No slot opens with what was typed."""


class KeyRingBroken(Exception):
    """`keyring.json` is gone, or does not hold what was written to it."""


@dataclass(frozen=True)
class MasterKey:
    """The secret that every other key is derived from; its text never shows the key."""

    secret: bytes

    def __repr__(self) -> str:
        return "MasterKey(…)"

    def derive(self, purpose: str) -> bytes:
        """A 256-bit key for one purpose (HKDF-SHA256)."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(SHA256(), 32, salt=None, info=f"amane/{purpose}".encode()).derive(self.secret)


def new_master_key() -> MasterKey:
    """A fresh random master key."""
    return MasterKey(secrets.token_bytes(32))


def new_recovery_code() -> str:
    """A code of six blocks of four letters (120 bits), for paper."""
    blocks = (
        "".join(secrets.choice(_CODE_LETTERS) for _ in range(_BLOCK_LENGTH))
        for _ in range(_CODE_BLOCKS)
    )
    return "-".join(blocks)


def normal_code(typed: str) -> str:
    """A recovery code as it was drawn, whatever case and spaces it was typed with."""
    letters = typed.upper().translate(str.maketrans("OIL", "011", " -–—\u00a0"))
    return "-".join(letters[n : n + _BLOCK_LENGTH] for n in range(0, len(letters), _BLOCK_LENGTH))


def _stretched(secret: str, slot: dict[str, str]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # Half a character, which a keyboard can send, is still something that was typed.
    typed = secret.encode("utf-8", "surrogatepass")
    memory, passes, lanes = _costs(slot)
    return hash_secret_raw(typed, _raw(slot["salt"]), passes, memory, lanes, 32, Type.ID)


def _costs(slot: dict[str, str]) -> tuple[int, int, int]:
    """Kibibytes, passes and lanes of the slot's argon2id."""
    said = _COSTS_FORM.fullmatch(slot["argon2id"])
    if said is None:
        raise ValueError
    memory, passes, lanes = map(int, said.groups())
    if memory > _MOST_MEMORY or memory * passes > _MOST_WORK:
        raise ValueError
    return memory, passes, lanes


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _read_slot(content: dict[str, Any]) -> dict[str, str]:
    said = {"argon2id": _COSTS_UNSAID} | content
    slot = {key: str(said[key]) for key in (_SLOT if "sealed" in said else _OLD_SLOT)}
    _costs(slot)
    for key in slot.keys() - {"id", "argon2id"}:
        for part in slot[key].split(" "):
            _raw(part)
    if (len(_raw(slot["salt"])), len(_raw(slot["nonce"]))) != (_SALT, _NONCE):
        raise ValueError
    return slot


def _is_old(slot: dict[str, str]) -> bool:
    return "sealed" not in slot


class KeyRing:
    """The slots of `keyring.json`; with them, sealed under the newest key, those before it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._slots: list[dict[str, str]] = []
        self._older: list[str] = []
        # The recovery code's slot stands last; before it the one whose place it is to take.
        self.codes: list[str] = []
        self.code_number = 1
        # Whether somebody, or a code, was taken out who still knows the master key.
        self.is_renewal_due = False

    @classmethod
    def read(cls, path: Path) -> KeyRing:
        """The ring as it was saved; KeyRingBroken when it cannot be read."""
        try:
            return cls.parse(path.read_bytes(), path)
        except FileNotFoundError as error:
            raise KeyRingBroken from error

    @classmethod
    def parse(cls, text: bytes, path: Path = Path(KEY_RING)) -> KeyRing:
        """The ring that a file's content tells; KeyRingBroken when it tells none."""
        ring = cls(path)
        try:
            content = json.loads(text.decode("utf-8"))
            ring._slots = [_read_slot(slot) for slot in content["slots"]]
            ring._older = [str(key) for key in content.get("older", ())]
            ring.codes = [str(slot_id) for slot_id in content.get("codes", ())]
            ring.code_number = int(content.get("code_number", 1))
            ring.is_renewal_due = bool(content.get("renewal_due", False))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise KeyRingBroken from error
        return ring

    def copied_to(self, path: Path) -> KeyRing:
        """The same ring, saved in another place."""
        copy = deepcopy(self)
        copy._path = path
        copy.save()
        return copy

    @property
    def slots(self) -> frozenset[str]:
        """The ids of all slots."""
        return frozenset(slot["id"] for slot in self._slots)

    def add(self, master: MasterKey, secret: str) -> str:
        """Seal the master key for a password or code; gives the new slot's id."""
        slot = {"id": secrets.token_hex(8)}
        self._slots.append(self._fill(slot, master, secret))
        return slot["id"]

    def unlock(self, slot_id: str, secret: str) -> MasterKey:
        """The master key from one slot; WrongPassword when the secret does not fit.

        A slot of the first version is made anew on the way, and stands in the ring until saved.
        """
        slot = next((s for s in self._slots if s["id"] == slot_id), None)
        if slot is None:
            raise WrongPassword
        opened = _open(_stretched(secret, slot), f"{slot['nonce']} {slot['key']}", slot_id)
        if not _is_old(slot):
            return MasterKey(_unseal(opened, slot))
        self._fill(slot, MasterKey(opened), secret)
        return MasterKey(opened)

    def unlock_any(self, secret: str) -> MasterKey:
        """The master key from whichever slot the secret opens (a code has no name)."""
        return self.unlock_some(secret)[1]

    def unlock_some(self, secret: str) -> tuple[str, MasterKey]:
        """The slot that a password or a code, however typed, opens; and the master key from it."""
        for slot in self._slots:
            # A code is tried in its own slots alone, a password in all: stretching takes time.
            forms = {secret, normal_code(secret)} if slot["id"] in self.codes else {secret}
            for form in forms:
                with suppress(WrongPassword):
                    return slot["id"], self.unlock(slot["id"], form)
        raise WrongPassword

    def has_old_slots(self) -> bool:
        """Whether a slot cannot be given a new master key without its password."""
        return any(map(_is_old, self._slots))

    def renew(self, master: MasterKey) -> MasterKey:
        """Seal a new master key to every slot; it opens what the older ones wrote."""
        if self.has_old_slots():
            raise ValueError("a slot of the first version cannot be given a new key")
        renewed = new_master_key()
        keys = [master.secret, *(older.secret for older in self.older(master))]
        for slot in self._slots:
            slot |= _seal(renewed.secret, slot)
        self.is_renewal_due = False
        self._older = [_wrap(renewed.derive("older keys"), key, "older") for key in keys]
        return renewed

    def older(self, master: MasterKey) -> tuple[MasterKey, ...]:
        """The keys before the newest, the last one first."""
        key = master.derive("older keys")
        return tuple(MasterKey(_open(key, older, "older")) for older in self._older)

    def remove(self, slot_id: str) -> None:
        """Take a slot away; its secret opens nothing more of this ring."""
        self._slots = [slot for slot in self._slots if slot["id"] != slot_id]

    def save(self) -> None:
        """Write the ring aside, flush it and rename it into place."""
        content = {
            "version": 2,
            "slots": self._slots,
            "older": self._older,
            "codes": self.codes,
            "code_number": self.code_number,
            "renewal_due": self.is_renewal_due,
        }
        write_durably(self._path, json.dumps(content, indent=1))

    @staticmethod
    def _fill(slot: dict[str, str], master: MasterKey, secret: str) -> dict[str, str]:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        pair = X25519PrivateKey.generate()
        slot["argon2id"] = _COSTS
        slot["salt"] = _text(os.urandom(_SALT))
        wrapped = _wrap(_stretched(secret, slot), pair.private_bytes_raw(), slot["id"])
        slot["nonce"], slot["key"] = wrapped.split(" ")
        slot["public"] = _text(pair.public_key().public_bytes_raw())
        slot |= _seal(master.secret, slot)
        return slot


def _wrap(key: bytes, secret: bytes, about: str) -> str:
    """A secret under a key: the nonce and what it is sealed in."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return f"{_text(nonce)} {_text(AESGCM(key).encrypt(nonce, secret, about.encode()))}"


def _open(key: bytes, wrapped: str, about: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, sealed = map(_raw, wrapped.split(" "))
    try:
        return AESGCM(key).decrypt(nonce, sealed, about.encode())
    except InvalidTag:
        raise WrongPassword from None


def _seal(secret: bytes, slot: dict[str, str]) -> dict[str, str]:
    """A secret sealed to the slot's public key, by a pair that is used once."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import (
        X25519PrivateKey,
        X25519PublicKey,
    )

    sender = X25519PrivateKey.generate()
    shared = sender.exchange(X25519PublicKey.from_public_bytes(_raw(slot["public"])))
    public = _text(sender.public_key().public_bytes_raw())
    return {"sender": public, "sealed": _wrap(_agreed(shared, public, slot), secret, slot["id"])}


def _unseal(private: bytes, slot: dict[str, str]) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import (
        X25519PrivateKey,
        X25519PublicKey,
    )

    pair = X25519PrivateKey.from_private_bytes(private)
    shared = pair.exchange(X25519PublicKey.from_public_bytes(_raw(slot["sender"])))
    return _open(_agreed(shared, slot["sender"], slot), slot["sealed"], slot["id"])


def _agreed(shared: bytes, sender: str, slot: dict[str, str]) -> bytes:
    """The key that both sides of an exchange come to, bound to both public keys."""
    return MasterKey(shared).derive(f"slot/{sender}/{slot['public']}")
