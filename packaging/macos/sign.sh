#!/bin/sh
# Signs Tallyfy Inspector.app and has Apple notarise it. Without a certificate it says so and changes nothing.
# Usage: sign.sh APP
# These variables, all of them or none:
#   MACOS_CERTIFICATE           the Developer ID certificate with its key, PKCS 12 in base64
#   MACOS_CERTIFICATE_PASSWORD  what it is locked with
#   MACOS_IDENTITY              its name: Developer ID Application: … (TEAM)
#   NOTARY_KEY, NOTARY_KEY_ID, NOTARY_ISSUER    a key of App Store Connect's API (.p8 in base64) and its numbers
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ $# -ne 1 ] || [ ! -d "$1/Contents/MacOS" ]; then
    echo "usage: sign.sh APP" >&2
    exit 2
fi
app=${1%/}

set_ones='' lacking=''
for name in MACOS_CERTIFICATE MACOS_CERTIFICATE_PASSWORD MACOS_IDENTITY NOTARY_KEY NOTARY_KEY_ID NOTARY_ISSUER; do
    eval "value=\${$name:-}"
    if [ -n "$value" ]; then set_ones="$set_ones $name"; else lacking="$lacking $name"; fi
done
value=''
if [ -z "$set_ones" ]; then
    echo "There is no certificate, so nothing is signed: macOS will warn whoever opens the program."
    exit 0
fi
if [ -n "$lacking" ]; then
    echo "Some of what signing needs is set, but not:$lacking" >&2
    exit 1
fi

# A keychain of its own that goes with the script, whatever happens.
place=$(mktemp -d)
keychain=$place/sign.keychain
lock=$(openssl rand -hex 16)
trap 'security delete-keychain "$keychain" >/dev/null 2>&1 || true; rm -rf -- "$place"' EXIT
trap 'exit 1' HUP INT TERM
umask 077
# Without the line ends that base64 itself may have put in: openssl would make nothing of it, and call that good.
unpack() {
    tr -d '[:space:]' | openssl base64 -d -A >"$2" || true
    if [ ! -s "$2" ]; then
        echo "$1 holds nothing in base64." >&2
        exit 1
    fi
}
printf %s "$MACOS_CERTIFICATE" | unpack MACOS_CERTIFICATE "$place/certificate.p12"
printf %s "$NOTARY_KEY" | unpack NOTARY_KEY "$place/notary.p8"
security create-keychain -p "$lock" "$keychain"
# Without a time after which it locks itself: signing each library and asking Apple takes longer than five minutes.
security set-keychain-settings "$keychain"
security unlock-keychain -p "$lock" "$keychain"
security import "$place/certificate.p12" -k "$keychain" -P "$MACOS_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$lock" "$keychain" >/dev/null
# codesign finds a certificate only in the keychains that are searched. The others stay on that list, and this one
# leaves it when it is deleted.
security list-keychains -d user | sed 's/^ *"\(.*\)"$/\1/' >"$place/keychains"
set --
while IFS= read -r each; do set -- "$@" "$each"; done <"$place/keychains"
security list-keychains -d user -s "$keychain" "$@"

sign() {
    codesign --force --timestamp --options runtime --keychain "$keychain" --sign "$MACOS_IDENTITY" "$@"
}
# From the inside out: libraries, then the console program, then the whole with its main program.
find "$app/Contents/Frameworks" "$app/Contents/Resources" -type f -print >"$place/files"
while IFS= read -r file; do
    case $(file -b "$file") in
    Mach-O*) sign "$file" ;;
    esac
done <"$place/files"
sign --entitlements "$here/entitlements.plist" "$app/Contents/MacOS/tallyfy-inspector-console"
sign --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict "$app"

ditto -c -k --keepParent "$app" "$place/app.zip"
xcrun notarytool submit "$place/app.zip" --wait --timeout 30m \
    --key "$place/notary.p8" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER"
# Only what Apple accepted can be stapled, so this fails when it did not.
xcrun stapler staple "$app"
spctl --assess --type execute "$app"
echo "Signed and notarised: $app"
