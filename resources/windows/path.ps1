# Puts the folder of `skein.cmd` on this person's PATH, or takes it away. Run by the installer and the uninstaller.
# The value is read and written as it stands: %NAMES% in it are kept, and so is its kind.
param([Parameter(Mandatory)][ValidateSet('add', 'remove')][string]$action)
$ErrorActionPreference = 'Stop'
$folder = $PSScriptRoot
$key = [Microsoft.Win32.Registry]::CurrentUser.CreateSubKey('Environment')
$kept = [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames
$path = [string]$key.GetValue('Path', '', $kept)
$others = @($path -split ';' | Where-Object { $_ -ne '' -and $_.TrimEnd('\') -ne $folder })
$wanted = if ($action -eq 'add') { $others + $folder } else { $others }
$text = $wanted -join ';'
if ($text -ne $path) {
  $key.SetValue('Path', $text, [Microsoft.Win32.RegistryValueKind]::ExpandString)
  # Programs that run hear of it by a broadcast, which setting any variable sends.
  [Environment]::SetEnvironmentVariable('SKEIN_PATH_CHANGED', $null, 'User')
}
$key.Close()
