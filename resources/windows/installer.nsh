; What Skein's installer does beyond the files: the command `skein`, and "Open in Skein" in Explorer's menu of a
; folder. All of it is this person's alone, and is taken back by the uninstaller, which asks about the data.

!define SKEIN_FOLDER_KEY "Software\Classes\Directory\shell\Skein"
!define SKEIN_BACKGROUND_KEY "Software\Classes\Directory\Background\shell\Skein"
!define SKEIN_POWERSHELL "$SYSDIR\WindowsPowerShell\v1.0\powershell.exe"

!macro skeinOffer KEY ARGUMENT
  ${if} $LANGUAGE == 1031
    WriteRegStr HKCU "${KEY}" "" "In Skein öffnen"
  ${else}
    WriteRegStr HKCU "${KEY}" "" "Open in Skein"
  ${endIf}
  WriteRegStr HKCU "${KEY}" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr HKCU "${KEY}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "${ARGUMENT}"'
!macroend

!macro skeinPath ACTION
  ; Where scripts are forbidden by the machine's owner, there is no command, and everything else works.
  nsExec::Exec '"${SKEIN_POWERSHELL}" -NoProfile -NonInteractive -ExecutionPolicy Bypass -File "$INSTDIR\resources\bin\path.ps1" ${ACTION}'
  Pop $R0
!macroend

!macro customInstall
  !insertmacro skeinOffer "${SKEIN_FOLDER_KEY}" "%V"
  !insertmacro skeinOffer "${SKEIN_BACKGROUND_KEY}" "%V"
  !insertmacro skeinPath add
!macroend

!macro customUnInstall
  ; The next version uninstalls this one before it puts itself in its place: nothing is asked then.
  ${ifNot} ${isUpdated}
    !insertmacro skeinPath remove
    DeleteRegKey HKCU "${SKEIN_FOLDER_KEY}"
    DeleteRegKey HKCU "${SKEIN_BACKGROUND_KEY}"
    DeleteRegKey HKCU "Software\Classes\skein"

    ; A one-click uninstaller is silent by now, whatever it was started with: only /S says that nobody is there.
    ClearErrors
    ${GetParameters} $R0
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      ${if} $LANGUAGE == 1031
        StrCpy $R1 "Auch die Daten von Skein löschen (Sitzungen des Guide, Entwürfe, Einstellungen, Schlüssel)?$\r$\n$\r$\nSie liegen in $APPDATA\Skein. Deine Projekte und die Sitzungen von Claude Code bleiben in jedem Fall."
      ${else}
        StrCpy $R1 "Delete Skein's data, too (the guide's sessions, drafts, settings, keys)?$\r$\n$\r$\nIt is in $APPDATA\Skein. Your projects and Claude Code's sessions stay in any case."
      ${endIf}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$R1" IDNO skein_keep_data
      RMDir /r "$APPDATA\Skein"
      skein_keep_data:
    ${endIf}
  ${endIf}
!macroend
