@echo off
rem Starts Samplerscope: finds a JDK, builds what is stale, opens the window or runs a command.
rem
rem   samplerscope            open the window
rem   samplerscope test       run all tests; what follows goes to Maven
rem   samplerscope help       list the commands
rem
rem Environment: SAMPLERSCOPE_JAVA_HOME or JAVA_HOME (a JDK), SAMPLERSCOPE_JAVA_OPTS (more options for the JVM),
rem TORNADOVM_HOME (a TornadoVM SDK, for a GPU; see docs/gpu.md).
rem The script `samplerscope` beside this one does the same for Linux and macOS; keep the two alike.

setlocal EnableExtensions DisableDelayedExpansion
set "NEEDED_JAVA=25"
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "LAUNCH=%ROOT%\target\launch"
rem Or ONNX Runtime gathers what its makers want to know of this machine.
set "ORT_DISABLE_TELEMETRY=1"

call :find_jdk
if not defined JDK goto explain_missing_jdk
set "JAVA_HOME=%JDK%"
call :find_tornado

if /i "%~1"=="test" goto test
call :build_if_stale
if errorlevel 1 exit /b 1
if "%~1"=="" goto window
"%JAVA_HOME%\bin\java.exe" %TORNADO% @"%LAUNCH%\%OPTIONS%" %SAMPLERSCOPE_JAVA_OPTS% samplerscope.cli.Main %*
exit /b %ERRORLEVEL%

rem javaw has no console, and so does not announce the Vector API there.
:window
start "Samplerscope" "%JAVA_HOME%\bin\javaw.exe" %TORNADO% @"%LAUNCH%\%OPTIONS%" %SAMPLERSCOPE_JAVA_OPTS% samplerscope.app.Main
exit /b 0

:find_jdk
set "JDK="
call :consider "%SAMPLERSCOPE_JAVA_HOME%"
call :consider "%JAVA_HOME%"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*"
               "%ProgramFiles%\Zulu\*" "%ProgramFiles%\BellSoft\*" "%ProgramFiles%\Amazon Corretto\*"
               "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~D"
exit /b 0

rem The version is read from the file `release` that every JDK has: JAVA_VERSION="25.0.3".
:consider
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "MAJOR=0"
for /f "usebackq tokens=1,2 delims==" %%A in ("%~1\release") do if "%%A"=="JAVA_VERSION" (
    for /f "delims=.-+" %%M in ("%%~B") do set "MAJOR=%%M"
)
if %MAJOR% GEQ %NEEDED_JAVA% set "JDK=%~1"
exit /b 0

:explain_missing_jdk
>&2 echo samplerscope: no JDK %NEEDED_JAVA% or newer found.
>&2 echo Install one ^(a JDK, not a JRE^), for example
>&2 echo   winget install EclipseAdoptium.Temurin.%NEEDED_JAVA%.JDK
>&2 echo or name one you have: set SAMPLERSCOPE_JAVA_HOME=C:\path\to\jdk
exit /b 2

rem The module gpu joins with an SDK, whose own jar has the version in its name. What is built with an SDK has options
rem of its own, named after the version, so that another SDK means another build.
:find_tornado
set "TORNADO="
set "TORNADO_VERSION="
set "OPTIONS=options"
if not defined TORNADOVM_HOME if exist "%USERPROFILE%\.sdkman\candidates\tornadovm\current" (
    set "TORNADOVM_HOME=%USERPROFILE%\.sdkman\candidates\tornadovm\current"
)
if not defined TORNADOVM_HOME exit /b 0
set "API="
for %%J in ("%TORNADOVM_HOME%\share\java\tornado\tornado-api-*-jdk%NEEDED_JAVA%.jar") do set "API=%%~nJ"
if not defined API (
    call :leave_tornado "is no TornadoVM SDK for JDK %NEEDED_JAVA%; install one whose version has -jdk%NEEDED_JAVA% in it"
    exit /b 0
)
if not exist "%TORNADOVM_HOME%\tornado-argfile" (
    call :leave_tornado "has no tornado-argfile; make it with its own bin\tornado --generate-argfile"
    exit /b 0
)
if not %MAJOR%==%NEEDED_JAVA% (
    call :leave_tornado "needs JDK %NEEDED_JAVA% and no other; name one in SAMPLERSCOPE_JAVA_HOME"
    exit /b 0
)
set "TORNADO_VERSION=%API:tornado-api-=%"
set "TORNADO=@"%TORNADOVM_HOME%\tornado-argfile" -XX:MaxDirectMemorySize=64g"
set "OPTIONS=options-%TORNADO_VERSION%"
exit /b 0

:leave_tornado
>&2 echo samplerscope: going on without a GPU: %TORNADOVM_HOME% %~1
set "TORNADOVM_HOME="
exit /b 0

:build_if_stale
powershell -NoProfile -Command ^
    "$built = Get-Item -ErrorAction Ignore '%LAUNCH%\%OPTIONS%';" ^
    "if (-not $built) { exit 1 }" ^
    "$sources = Get-ChildItem -Recurse '%ROOT%\pom.xml','%ROOT%\*\pom.xml','%ROOT%\core\src\main','%ROOT%\app\src\main','%ROOT%\gpu\src\main';" ^
    "exit [int][bool]($sources | Where-Object LastWriteTime -gt $built.LastWriteTime | Select-Object -First 1)"
if not errorlevel 1 exit /b 0
>&2 echo samplerscope: building (the first time takes a minute or two) ...
call :maven --quiet -Dmaven.test.skip=true package
if errorlevel 1 (
    >&2 echo samplerscope: the build failed; its messages are above
    exit /b 1
)
call :write_options
exit /b 0

rem What every JVM gets, as an argument file. JavaFX goes on the module path, the rest on the class path.
:write_options
for /f "usebackq delims=" %%L in ("%LAUNCH%\libraries") do set "LIBRARIES=%%L"
set "CLASS_PATH=%ROOT%\app\target\app.jar"
set "MODULE_PATH="
if defined TORNADO_VERSION (
    rem The SDK's options name a module path as well; the last one counts, so ours repeats theirs.
    set "CLASS_PATH=%ROOT%\app\target\app.jar;%ROOT%\gpu\target\gpu.jar"
    set "MODULE_PATH=;%TORNADOVM_HOME%\share\java\tornado"
)
for %%J in ("%LIBRARIES:;=" "%") do call :place "%%~J"
>"%LAUNCH%\%OPTIONS%" (
    echo --class-path "%CLASS_PATH:\=/%"
    echo --module-path "%MODULE_PATH:\=/%"
    echo --add-modules javafx.controls,javafx.swing,jdk.incubator.vector
    echo --enable-native-access=javafx.graphics,ALL-UNNAMED
    echo --sun-misc-unsafe-memory-access=allow
    echo -Djava.awt.headless=true
    echo "-Dsamplerscope.home=%ROOT:\=/%"
)
exit /b 0

rem Of JavaFX only the jars for Windows count; those without a platform are empty.
:place
set "JAR=%~1"
if "%JAR:\openjfx\=%"=="%JAR%" (
    set "CLASS_PATH=%CLASS_PATH%;%JAR%"
) else if not "%JAR:-win=%"=="%JAR%" (
    set "MODULE_PATH=%MODULE_PATH%;%JAR%"
)
exit /b 0

rem Maven's own libraries use what newer JDKs warn about; the warnings are not about this project.
:maven
where /q mvn
if errorlevel 1 (
    >&2 echo samplerscope: Maven ^(mvn^) is needed to build; install Maven 3.8 or newer
    exit /b 2
)
set "MAVEN_OPTS=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow %MAVEN_OPTS%"
pushd "%ROOT%"
if defined TORNADO_VERSION (set "SDK=-Dtornadovm.version=%TORNADO_VERSION%") else set "SDK="
call mvn --batch-mode --no-transfer-progress -Dstyle.color=never %SDK% %*
set "CODE=%ERRORLEVEL%"
popd
exit /b %CODE%

:test
for /d %%D in ("%ROOT%\*") do if exist "%%~D\target\surefire-reports" rd /s /q "%%~D\target\surefire-reports"
for /f "tokens=1,*" %%A in ("%*") do set "REST=%%B"
call :maven --fail-at-end verify %REST%
set "CODE=%ERRORLEVEL%"
powershell -NoProfile -Command ^
    "$t = 0; $f = 0; $s = 0;" ^
    "Get-ChildItem '%ROOT%\*\target\surefire-reports\TEST-*.xml' | ForEach-Object {" ^
    "  $suite = ([xml](Get-Content -Raw $_)).testsuite;" ^
    "  $t += [int]$suite.tests; $f += [int]$suite.errors + [int]$suite.failures; $s += [int]$suite.skipped };" ^
    "'{0} passed, {1} failed, {2} skipped' -f ($t - $f - $s), $f, $s"
exit /b %CODE%
