; The Windows installer, for Inno Setup 6: installs for one person, without administrator rights.
;   iscc /DVersion=0.1.0 /DFolder=output\bundle\outreach-planner packaging\windows\outreach.iss

#ifndef Version
  #error Say which version: /DVersion=…
#endif
#ifndef Folder
  #error Say where the bundle is: /DFolder=…
#endif

[Setup]
AppId={{6B0C5D54-5C6E-4C0B-9B7C-7A5C1B3D1E90}
AppName=Outreach Planner
AppVersion={#Version}
AppPublisher=Outreach Planner contributors
DefaultDirName={localappdata}\Programs\Outreach Planner
DefaultGroupName=Outreach Planner
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile={#Folder}\LICENSE
OutputBaseFilename=outreach-planner-{#Version}
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
UninstallDisplayIcon={app}\outreach.exe
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "pt"; MessagesFile: "compiler:Languages\Portuguese.isl"
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\Outreach Planner"; Filename: "{app}\outreach.exe"

[Registry]
; “Open with”, beside other programs that open .db files: the ending belongs to nobody.
Root: HKCU; Subkey: "Software\Classes\OutreachPlanner.Initiative"; ValueType: string; ValueData: "Outreach initiative"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\OutreachPlanner.Initiative\DefaultIcon"; ValueType: string; ValueData: "{app}\outreach.exe,0"
Root: HKCU; Subkey: "Software\Classes\OutreachPlanner.Initiative\shell\open\command"; ValueType: string; ValueData: """{app}\outreach.exe"" open ""%1"""
Root: HKCU; Subkey: "Software\Classes\.db\OpenWithProgids"; ValueType: string; ValueName: "OutreachPlanner.Initiative"; ValueData: ""; Flags: uninsdeletevalue
