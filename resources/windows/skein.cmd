@rem `skein`: opens Skein, or a folder or link in the Skein that runs, and gives the terminal back at once.
@start "" "%~dp0..\..\Skein.exe" %*
