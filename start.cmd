@echo off
rem Start the dashboard by a double click. Thai text stands only in the echo lines at the end of this file.
chcp 65001 >nul
setlocal
title ITA
cd /d "%~dp0"
if not exist run.py goto not_unpacked

rem A folder "wheels" beside this file holds the libraries for a PC without internet (run.py --fetch).
set "OFFLINE="
if exist wheels\ set "OFFLINE=--offline wheels"

py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 goto with_py
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 goto with_python
goto no_python

:with_py
py -3 run.py %OFFLINE% %*
goto ended

:with_python
python run.py %OFFLINE% %*
goto ended

:ended
rem 130: ended by Ctrl+C
if %errorlevel%==130 exit /b 0
if not errorlevel 1 exit /b 0
echo.
echo โปรแกรมหยุดทำงาน เหตุผลอยู่ในข้อความด้านบน วิธีแก้อยู่ในไฟล์ docs\windows.md
echo The program stopped. The reason stands above, remedies in docs\windows.md
pause
exit /b 1

:no_python
echo.
echo ไม่พบ Python รุ่น 3.11 ขึ้นไปในเครื่องนี้
echo   1. เปิด https://www.python.org/downloads/ แล้วกด Download Python
echo   2. เปิดไฟล์ที่ดาวน์โหลด ติ๊กช่อง "Add python.exe to PATH" ด้านล่าง แล้วกด Install Now
echo   3. เมื่อติดตั้งเสร็จ ให้ดับเบิลคลิก start.cmd อีกครั้ง
echo.
echo No Python 3.11 or newer was found. Install it from https://www.python.org/downloads/
echo with the box "Add python.exe to PATH" ticked, then double-click start.cmd again.
pause
exit /b 1

:not_unpacked
echo.
echo ไม่พบไฟล์ run.py: ถ้าเปิดจากไฟล์ .zip ให้คลิกขวาที่ไฟล์ .zip เลือก Extract All ก่อน แล้วเปิด start.cmd ในโฟลเดอร์ที่ได้
echo run.py is missing. Unpack the whole .zip first (Extract All), then open start.cmd in the new folder.
pause
exit /b 1
