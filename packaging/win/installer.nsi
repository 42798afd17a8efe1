; The installer: for one user, without administrator rights, in Chinese. Run by win/installer.py,
; which passes VERSION, LISTS (folder of the made lists put.nsh and remove.nsh) and OUT.
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

!define NAME "年报助手"
!define PROGRAM "nianbao.exe"
!define CONSOLE "nianbao-console.exe"
!define KIND "nianbao.report"
!define SETTINGS "Software\nianbao"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\nianbao"
!define OLD_WINDOWS 3
!define IN_USE 4
!define FIRST_BUILD 17763 ; Windows 10 1809

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
!ifdef QUICK ; for tests that need an installer of some earlier version
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
; The dates of files, some of them those of a checkout, would make every installer different.
SetDateSave off
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${SETTINGS}" "InstallDir"
ManifestDPIAware true
ManifestSupportedOS Win10
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "nianbao"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "nianbao.ico"
!define MUI_UNICON "nianbao.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "wizard.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "wizard.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "用来填写、检查和导出政府信息公开工作年度报告。$\r$\n$\r$\n只为当前用户安装，不需要管理员权限，不连接网络。已经保存的年报和个人设置不受影响。$\r$\n$\r$\n如果${NAME}正在运行，请先保存并关闭。$\r$\n$\r$\n$_CLICK"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${NAME}已经装好"
!define MUI_FINISHPAGE_TEXT "可以从开始菜单或者桌面打开${NAME}，也可以双击 .nianbao 文件。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从这台电脑上卸载${NAME}。您的年报文件、个人设置和自动保存的内容都会保留。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; What a running program has open cannot be opened for writing.
!macro RefuseWhileRunning FILE WORDS
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      MessageBox MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
      SetErrorLevel ${IN_USE}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    Goto refuse
  ${EndIf}
  ${WinVerGetMajor} $0
  ${WinVerGetBuild} $1
  ${If} $0 >= 10
  ${AndIf} $1 >= ${FIRST_BUILD}
    Return
  ${EndIf}
refuse:
  MessageBox MB_ICONSTOP "${NAME}需要 64 位的 Windows 10（1809 或更新）或 Windows 11，这台电脑上的 Windows 不能使用。" /SD IDOK
  SetErrorLevel ${OLD_WINDOWS}
  Abort
FunctionEnd

Section
  !insertmacro RefuseWhileRunning "${PROGRAM}" "${NAME}正在运行。请先保存并关闭${NAME}，再重新安装。"
  !insertmacro RefuseWhileRunning "${CONSOLE}" "${NAME}正在运行。请先保存并关闭${NAME}，再重新安装。"
  ; An earlier version takes away its own files, and nothing else.
  StrCpy $2 "first"
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    StrCpy $2 "upgrade"
    ExecWait '"$INSTDIR\uninstall.exe" /S /UPGRADE _?=$INSTDIR' $0
    ${If} $0 <> 0
      MessageBox MB_ICONEXCLAMATION "原来的版本没有能够移除（${NAME}可能正在运行）。请关闭${NAME}后重新安装。" /SD IDOK
      SetErrorLevel ${IN_USE}
      Quit
    ${EndIf}
  ${EndIf}
  SetOverwrite on
  !include "${LISTS}/put.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ; Who has taken it off the desktop does not want it back with every new version.
  ${If} $2 == "first"
    CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ${EndIf}

  WriteRegStr HKCU "Software\Classes\.nianbao" "" "${KIND}"
  WriteRegStr HKCU "Software\Classes\.nianbao\OpenWithProgids" "${KIND}" ""
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "政府信息公开年报"
  WriteRegStr HKCU "Software\Classes\${KIND}" "FriendlyTypeName" "政府信息公开年报"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${SETTINGS}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "nianbao"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning "${PROGRAM}" "${NAME}正在运行。请先保存并关闭${NAME}，再卸载。"
  !insertmacro RefuseWhileRunning "${CONSOLE}" "${NAME}正在运行。请先保存并关闭${NAME}，再卸载。"
  ; File by file: whatever else lies in the folder is not ours.
  !include "${LISTS}/remove.nsh"
  Delete "$INSTDIR\uninstall.exe"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPGRADE" $1
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ReadRegStr $0 HKCU "Software\Classes\.nianbao" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "Software\Classes\.nianbao" ""
  ${EndIf}
  DeleteRegValue HKCU "Software\Classes\.nianbao\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.nianbao\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\.nianbao"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${SETTINGS}"
SectionEnd
