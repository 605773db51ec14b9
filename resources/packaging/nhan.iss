; The Windows installer, for Inno Setup 6.3 or newer: iscc /DVersion=1.2.3 /DBundle=PATH /DOutput=PATH /DName=FILE nhan.iss
; It has never been compiled where this was written, which has no Windows; a test looks at its files and names only.
#ifndef Version
  #error Say /DVersion=, /DBundle=, /DOutput= and /DName=: python run.py --bundle does
#endif

[Setup]
AppId={{5B0F3C0E-7C55-4B67-9B0A-6C1D3B6E7A52}
AppName=Nhãn
AppVersion={#Version}
AppPublisher=Nhãn
DefaultDirName={autopf}\Nhan
DefaultGroupName=Nhãn
DisableProgramGroupPage=yes
; For the one user, without an administrator; who is one may choose otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile={#Bundle}\nhan.ico
UninstallDisplayIcon={app}\nhan.exe
OutputDir={#Output}
OutputBaseFilename={#Name}
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
CloseApplications=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
en.OpenWith=Mở bằng Nhãn (Open with Nhãn)

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version brought and this one does not have would be found and loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "..\..\LICENSE"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\encoder\NOTICE.txt"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\Nhãn"; Filename: "{app}\nhan.exe"
Name: "{autodesktop}\Nhãn"; Filename: "{app}\nhan.exe"; Tasks: desktopicon

[Registry]
; A project is a folder: its menu opens it. Text files and project.json know Nhãn under "open with" and stay whose they are.
Root: HKA; Subkey: "Software\Classes\Directory\shell\Nhan"; ValueType: string; ValueData: "{cm:OpenWith}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\Nhan"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\nhan.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\Nhan\command"; ValueType: string; ValueData: """{app}\nhan.exe"" open ""%1"""
Root: HKA; Subkey: "Software\Classes\Applications\nhan.exe"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Nhãn"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\nhan.exe\SupportedTypes"; ValueType: string; ValueName: ".txt"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\nhan.exe\SupportedTypes"; ValueType: string; ValueName: ".json"; ValueData: ""
Root: HKA; Subkey: "Software\Classes\Applications\nhan.exe\shell\open\command"; ValueType: string; ValueData: """{app}\nhan.exe"" open ""%1"""

[Run]
Filename: "{app}\nhan.exe"; Description: "{cm:LaunchProgram,Nhãn}"; Flags: nowait postinstall skipifsilent
