from __future__ import annotations

import os
import ssl
from pathlib import Path

import pytest

from tallyfy_inspector.api import trust
from tallyfy_inspector.api.trust import NO_MORE, CaFile, check_ca_file
from tests.support.certificates import authority


def test_an_authority_is_counted_and_added_to_the_systems(tmp_path: Path) -> None:
    made = authority(tmp_path)
    found = check_ca_file(str(made.file))
    assert found.count == 1
    assert "BEGIN CERTIFICATE" in found.pem
    assert "BEGIN" not in repr(found)
    context = trust.context(found)
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert trust.context(NO_MORE).verify_mode == ssl.CERT_REQUIRED


def test_comments_and_keys_beside_the_certificate_are_left_out(tmp_path: Path) -> None:
    made = authority(tmp_path)
    text = made.file.read_text("ascii")
    key = "-----BEGIN PRIVATE KEY-----\nSECRETKEY\n-----END PRIVATE KEY-----\n"
    file = tmp_path / "bundle.pem"
    file.write_text(f"Unternehmen: Ä\n{key}{text}# and again\n{text}", encoding="utf-8")
    found = check_ca_file(str(file))
    assert found.count == 1  # the same one twice
    assert "SECRETKEY" not in found.pem


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no certificate in PEM form"),
        (b"\x30\x82\x01\x0a binary", "no certificate in PEM form"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n", "no certificate in PEM form"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be read"),
        (b"-----BEGIN CERTIFICATE-----\n\xff\n-----END CERTIFICATE-----\n", "cannot be read"),
        (b"#" * (trust.MOST_BYTES + 1), "larger than 1 MB"),
    ],
)
def test_each_file_that_is_none_has_its_sentence(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=said) as caught:
        check_ca_file(str(file))
    assert str(caught.value).startswith("The CA file ")
    assert str(caught.value).endswith(".")


def test_a_servers_certificate_is_not_an_authoritys(tmp_path: Path) -> None:
    authority(tmp_path).server()
    (pair,) = [file for file in tmp_path.iterdir() if file.name != "authority.pem"]
    with pytest.raises(ValueError, match="not an authority's"):
        check_ca_file(str(pair))


@pytest.mark.parametrize("name", ["gone.pem", ".", "nul\0.pem"])
def test_what_is_no_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="The CA file cannot be read"):
        check_ca_file(str(tmp_path / name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ValueError, match="The CA file cannot be read"):
        check_ca_file(str(tmp_path / "pipe"))


def test_another_computers_file_is_not_touched() -> None:
    for path in (r"\\server\share\ca.pem", "file://server/ca.pem", "https://server/ca.pem"):
        for read in (check_ca_file, CaFile().authorities):
            with pytest.raises(ValueError, match="server"):
                read(path)


def test_a_file_is_read_again_when_it_has_changed_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, file = authority(tmp_path), CaFile()
    assert file.authorities("") == NO_MORE
    first = file.authorities(str(made.file))
    monkeypatch.setattr(trust, "check_ca_file", lambda _path: NO_MORE)
    assert file.authorities(str(made.file)) is first
    os.utime(made.file, ns=(1, 1))
    assert file.authorities(str(made.file)) is NO_MORE
    made.file.unlink()
    with pytest.raises(ValueError, match="cannot be read"):
        file.authorities(str(made.file))
