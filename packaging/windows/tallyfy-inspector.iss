; Inno Setup 6 makes the installer for Windows from this; make_setup.py calls it, with the version and the name
; of what it makes. It installs for one person and asks for no right over the computer: everything stands in that
; person's folders and below HKEY_CURRENT_USER. Paths are relative to the checkout (SourceDir).
#ifndef Version
  #error Run python -m windows.make_setup, which names the version.
#endif
#define Title "Tallyfy Inspector"
#define Program "tallyfy-inspector.exe"

[Setup]
; Never another one: an upgrade finds the installed version by it.
AppId={{6B0E2A4C-5D0B-4F6E-9C35-3C1B7B0D6E52}
AppName={#Title}
AppVersion={#Version}
AppPublisher=the Tallyfy Inspector authors
VersionInfoVersion={#Version}
SourceDir=..\..
OutputDir=dist
OutputBaseFilename={#Output}
SetupIconFile=build\icons\tallyfy-inspector.ico
UninstallDisplayIcon={app}\{#Program}
UninstallDisplayName={#Title}
PrivilegesRequired=lowest
DefaultDirName={autopf}\{#Title}
DisableProgramGroupPage=yes
DisableDirPage=auto
; What Qt 6.8 and later need: 64 bits and Windows 10, version 1809.
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; What a running program shows (ui/on_windows.py): as long as it does, installer and uninstaller ask the person to
; close it. What else uses its files is closed before they are replaced, and is not started again by itself.
AppMutex=TallyfyInspectorRuns
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[InstallDelete]
; So that no file of an older version stays.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\tallyfy-inspector\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Title}"; Filename: "{app}\{#Program}"

[Registry]
; Links that begin with tallyfy-inspector: are asked about in the window; nothing after the address is read.
Root: HKCU; Subkey: "Software\Classes\tallyfy-inspector"; ValueType: string; ValueData: "URL:{#Title}"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\tallyfy-inspector"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\tallyfy-inspector\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"
Root: HKCU; Subkey: "Software\Classes\tallyfy-inspector\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" --open-link -- ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Title}}"; Flags: nowait postinstall skipifsilent

[UninstallDelete]
Type: dirifempty; Name: "{app}"
