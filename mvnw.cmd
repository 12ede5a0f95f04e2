@echo off
rem Runs Maven; see mvnw for what it does.
setlocal EnableDelayedExpansion
set "HERE=%~dp0"
for /f "tokens=1,2 delims==" %%a in (%HERE%.mvn\wrapper\maven-wrapper.properties) do (
  if "%%a"=="mavenVersion" set "VERSION=%%b"
  if "%%a"=="mavenSha512" set "SHA=%%b"
)
set "DIR=%USERPROFILE%\.m2\wrapper\zhenhao\%SHA:~0,16%"
set "MAVEN=%DIR%\apache-maven-%VERSION%\bin\mvn.cmd"
if not exist "%MAVEN%" (
  set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.zip"
  if defined MVNW_REPOURL set "URL=%MVNW_REPOURL%/org/apache/maven/apache-maven/%VERSION%/apache-maven-%VERSION%-bin.zip"
  java "%HERE%.mvn\wrapper\Fetch.java" "!URL!" "%SHA%" "%DIR%" || exit /b 1
)
"%MAVEN%" %*
