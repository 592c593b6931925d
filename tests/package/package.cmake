# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
#
# Installs the build into a prefix of its own, builds consumer/ against nothing but that, and runs what came of it.

function(run)
    execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
set(prefix ${SCRATCH}/prefix)
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})

set(installed bin/crosstalk bin/crosstalk-server share/man/man1/crosstalk.1 share/man/man1/crosstalk-server.1
    include/crosstalk/shared/frame.h include/crosstalk/shared/redis/url.h include/crosstalk/client/chatclient.h
    include/crosstalk/app/engine/cluster.h share/doc/Crosstalk/MIT.txt share/doc/Crosstalk/GPL-3.0-or-later.txt
    share/doc/Crosstalk/scenarios.md share/crosstalk/scenarios/cross-server.yaml)
if(DESKTOP)
    list(APPEND installed bin/crosstalk-desktop share/man/man1/crosstalk-desktop.1
        share/applications/crosstalk-desktop.desktop share/metainfo/crosstalk-desktop.metainfo.xml
        share/icons/hicolor/scalable/apps/crosstalk-desktop.svg)
endif()
foreach(file IN LISTS installed)
    if(NOT EXISTS ${prefix}/${file})
        message(SEND_ERROR "Not installed: ${file}")
    endif()
endforeach()

set(consumer ${SCRATCH}/build)
set(flags "")
if(SANITIZE)
    set(flags -fsanitize=${SANITIZE})
endif()
run(${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${consumer}
    -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_BUILD_TYPE=${BUILD_TYPE} -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER} -DCMAKE_CXX_FLAGS=${flags})
run(${CMAKE_COMMAND} --build ${consumer})

run(${consumer}/redis)
run(${consumer}/chat ${prefix}/bin/crosstalk-server)
