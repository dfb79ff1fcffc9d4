from __future__ import annotations

import pytest
from keyring.backends import chainer, fail, null

from tallyfy_inspector.store.backends import NAMES, MissingKeyringError, choose


def from_module(module: str) -> object:
    """An object whose class says that it stands in `module`."""
    return type("Keyring", (), {"__module__": module})()


class Chain(chainer.ChainerBackend):
    """keyring's own chain over back ends of the test."""

    __module__ = chainer.__name__
    backends: tuple[object, ...] = ()


def chain(*members: object) -> Chain:
    """A chain that tries `members` one after the other."""
    found: Chain = Chain()  # type: ignore[no-untyped-call]
    found.backends = members
    return found


@pytest.mark.parametrize(("module", "name"), NAMES.items())
def test_the_systems_own_keyrings_are_used(module: str, name: str) -> None:
    backend = from_module(module)
    usable = choose(backend)
    assert (usable.backend, usable.name) == (backend, name)


def test_of_a_chain_the_first_allowed_is_used() -> None:
    good = from_module("keyring.backends.kwallet")
    found = chain(from_module("keyrings.alt.file"), good, from_module("keyring.backends.SecretService"))
    assert choose(found).backend is good


def test_a_chain_of_refused_ones_is_none() -> None:
    with pytest.raises(MissingKeyringError) as caught:
        choose(chain(from_module("keyrings.alt.file")))
    assert caught.value.refused is None


def test_no_keyring_is_none_and_nothing_is_refused() -> None:
    with pytest.raises(MissingKeyringError) as caught:
        choose(fail.Keyring())  # type: ignore[no-untyped-call]
    assert caught.value.refused is None


@pytest.mark.parametrize(
    ("backend", "name"),
    [
        (from_module("keyrings.alt.file"), "keyrings.alt.file.Keyring"),
        (from_module(null.__name__), "keyring.backends.null.Keyring"),
        (from_module("keyring.backends.SecretService.evil"), "keyring.backends.SecretService.evil.Keyring"),
    ],
)
def test_any_other_is_named_and_refused(backend: object, name: str) -> None:
    with pytest.raises(MissingKeyringError) as caught:
        choose(backend)
    assert caught.value.refused == name


def test_the_allow_list_names_modules_that_keyring_has() -> None:
    import importlib.util

    assert [module for module in NAMES if importlib.util.find_spec(module) is None] == []
