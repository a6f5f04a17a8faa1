"""The key ring: one random master key, wrapped once per password and once for the recovery code."""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from amane_desktop.storage.durable import write_durably

# Crockford's alphabet: no letter that is read as a digit.
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BLOCKS, _BLOCK_LENGTH = 6, 4
_SALT, _NONCE = 16, 12
_SLOT = ("id", "salt", "nonce", "key")
_ARGON = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 2}


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


def _stretch(secret: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # Half a character, which a keyboard can send, is still something that was typed.
    typed = secret.encode("utf-8", "surrogatepass")
    return hash_secret_raw(typed, salt, hash_len=32, type=Type.ID, **_ARGON)


def _sealed(slot: dict[str, str]) -> tuple[bytes, bytes, bytes]:
    salt, nonce, wrapped = (base64.b64decode(slot[key], validate=True) for key in _SLOT[1:])
    if (len(salt), len(nonce)) != (_SALT, _NONCE):
        raise ValueError
    return salt, nonce, wrapped


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


class KeyRing:
    """The slots of `keyring.json`, each an opaque id and the master key under one secret."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._slots: list[dict[str, str]] = []

    @classmethod
    def read(cls, path: Path) -> KeyRing:
        """The ring as it was saved; KeyRingBroken when it cannot be read."""
        ring = cls(path)
        try:
            slots = json.loads(path.read_text("utf-8"))["slots"]
            ring._slots = [{key: str(slot[key]) for key in _SLOT} for slot in slots]
            for slot in ring._slots:
                _sealed(slot)
        except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
            raise KeyRingBroken from error
        return ring

    def add(self, master: MasterKey, secret: str) -> str:
        """Wrap the master key under a password or code; gives the new slot's id."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        slot, salt, nonce = secrets.token_hex(8), os.urandom(_SALT), os.urandom(_NONCE)
        wrapped = AESGCM(_stretch(secret, salt)).encrypt(nonce, master.secret, slot.encode())
        self._slots.append(
            {"id": slot, "salt": _text(salt), "nonce": _text(nonce), "key": _text(wrapped)}
        )
        return slot

    def unlock(self, slot_id: str, secret: str) -> MasterKey:
        """The master key from one slot; WrongPassword when the secret does not fit."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        slot = next((s for s in self._slots if s["id"] == slot_id), None)
        if slot is None:
            raise WrongPassword
        salt, nonce, wrapped = _sealed(slot)
        try:
            secret_key = AESGCM(_stretch(secret, salt)).decrypt(nonce, wrapped, slot_id.encode())
        except InvalidTag:
            raise WrongPassword from None
        return MasterKey(secret_key)

    def unlock_any(self, secret: str) -> MasterKey:
        """The master key from whichever slot the secret opens (the recovery code's has no name)."""
        for slot in self._slots:
            try:
                return self.unlock(slot["id"], secret)
            except WrongPassword:
                continue
        raise WrongPassword

    def remove(self, slot_id: str) -> None:
        """Take a slot away; its secret opens nothing more."""
        self._slots = [slot for slot in self._slots if slot["id"] != slot_id]

    def save(self) -> None:
        """Write the slots aside, flush them and rename them into place."""
        write_durably(self._path, json.dumps({"version": 1, "slots": self._slots}, indent=1))
