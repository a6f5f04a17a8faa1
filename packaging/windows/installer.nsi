; The installer: for one account, without an administrator; silent with /S.
; VERSION, PROGRAM (the folder), OUT and KILOBYTES come from build.py.
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
!ifdef QUICK
  SetCompress off
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
; What stands in the installer shall not depend on the hour it was packed.
SetDateSave off
RequestExecutionLevel user
Name "Amane"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Amane"
BrandingText "Amane ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Amane"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Amane"
VIAddVersionKey "CompanyName" "Amane"
VIAddVersionKey "LegalCopyright" "Amane"

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Amane"
!define ICON "..\..\resources\icons\amane.ico"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Amane.exe"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DATA_STAYS)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The system's language decides; where it is none of these, the first.
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro MUI_LANGUAGE "English"

LangString TOO_OLD ${LANG_FRENCH} "Amane demande Windows 10 (version 1809) ou plus récent."
LangString TOO_OLD ${LANG_ARABIC} "يتطلب أمان نظام ويندوز 10 (الإصدار 1809) أو أحدث."
LangString TOO_OLD ${LANG_ENGLISH} "Amane needs Windows 10 (version 1809) or newer."
LangString IS_OPEN ${LANG_FRENCH} "Amane est encore ouvert. Fermez-le, puis choisissez Réessayer."
LangString IS_OPEN ${LANG_ARABIC} "ما زال أمان مفتوحا. أغلقه ثم اختر إعادة المحاولة."
LangString IS_OPEN ${LANG_ENGLISH} "Amane is still open. Close it, then choose Retry."
LangString NOT_REPLACED ${LANG_FRENCH} "L'ancienne version n'a pas pu être remplacée, et reste en place. Redémarrez le PC, puis recommencez."
LangString NOT_REPLACED ${LANG_ARABIC} "تعذر استبدال النسخة القديمة، وما زالت في مكانها. أعد تشغيل الحاسوب ثم حاول مرة أخرى."
LangString NOT_REPLACED ${LANG_ENGLISH} "The older version could not be replaced and is still there. Restart the PC, then try again."
LangString DATA_STAYS ${LANG_FRENCH} "Le programme est enlevé. Les données du centre restent, dans $LOCALAPPDATA\Amane."
LangString DATA_STAYS ${LANG_ARABIC} "يزال البرنامج. وتبقى بيانات المركز في $LOCALAPPDATA\Amane."
LangString DATA_STAYS ${LANG_ENGLISH} "The program is removed. The centre's data stays, in $LOCALAPPDATA\Amane."

; Asks every window of this very program to close, as a click on its cross does; nothing is killed.
!macro Closing un
Function ${un}AskToClose
  StrCpy $0 0
  ${Do}
    FindWindow $0 "" "Amane" 0 $0
    ${If} $0 = 0
      ${ExitDo}
    ${EndIf}
    System::Call "user32::GetWindowThreadProcessId(p r0, *i .r1)"
    System::Call "kernel32::OpenProcess(i 0x1000, i 0, i r1) p .r2"
    StrCpy $3 ""
    System::Call "kernel32::QueryFullProcessImageNameW(p r2, i 0, w .r3, *i ${NSIS_MAX_STRLEN}) i .r4"
    System::Call "kernel32::CloseHandle(p r2)"
    ${If} $3 == "$INSTDIR\Amane.exe"
      System::Call "user32::PostMessageW(p r0, i ${WM_CLOSE}, p 0, p 0)"
    ${EndIf}
  ${Loop}
FunctionEnd

; Windows lets nobody write to a program that runs.
Function ${un}CloseProgram
  ${Do}
    StrCpy $5 0
    ${Do}
      ${IfNot} ${FileExists} "$INSTDIR\Amane.exe"
        Return
      ${EndIf}
      ClearErrors
      FileOpen $6 "$INSTDIR\Amane.exe" a
      ${IfNot} ${Errors}
        FileClose $6
        Return
      ${EndIf}
      ${If} $5 = 0
        Call ${un}AskToClose
      ${EndIf}
      Sleep 500
      IntOp $5 $5 + 1
    ${LoopUntil} $5 > 60
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_OPEN)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 1
    Quit
    again:
  ${Loop}
FunctionEnd
!macroend
!insertmacro Closing ""
!insertmacro Closing "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
FunctionEnd

Function GiveUp
  RMDir /r "$INSTDIR.new"
  SetErrorLevel 1
  MessageBox MB_OK|MB_ICONSTOP "$(NOT_REPLACED)" /SD IDOK
  Quit
FunctionEnd

; Laid out beside the older version, which works until the new one is whole.
Section
  Call CloseProgram
  RMDir /r "$INSTDIR.new"
  RMDir /r "$INSTDIR.old"
  SetOutPath "$INSTDIR.new"
  File /r "${PROGRAM}/*"
  WriteUninstaller "$INSTDIR.new\Uninstall.exe"
  SetOutPath "$TEMP"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\*"
    Rename "$INSTDIR" "$INSTDIR.old"
    ${If} ${Errors}
      Call GiveUp
    ${EndIf}
  ${EndIf}
  Rename "$INSTDIR.new" "$INSTDIR"
  ${If} ${Errors}
    Rename "$INSTDIR.old" "$INSTDIR"
    Call GiveUp
  ${EndIf}
  RMDir /r "$INSTDIR.old"

  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Amane.lnk" "$INSTDIR\Amane.exe"
  CreateShortcut "$DESKTOP\Amane.lnk" "$INSTDIR\Amane.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Amane"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Amane"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Amane.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  Call un.CloseProgram
  Delete "$SMPROGRAMS\Amane.lnk"
  Delete "$DESKTOP\Amane.lnk"
  ; Nothing but what was installed stands there: the centre's data is elsewhere.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Amane.exe"
  Delete "$INSTDIR\amane-desktop.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  MessageBox MB_OK|MB_ICONINFORMATION "$(DATA_STAYS)" /SD IDOK
SectionEnd
