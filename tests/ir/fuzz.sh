#!/bin/sh
# tests/ir/fuzz.sh - builds the fuzz targets of the IR with clang and runs each for some seconds.
# SPDX-License-Identifier: Apache-2.0
#
# usage: tests/ir/fuzz.sh SOURCE_DIR ZYDIS_DIR WORK_DIR SECONDS
#        FUZZ_TARGETS names the targets to run, if not all of DECODE ENCODE DISASSEMBLE.
#
# 0 seconds: the same 100,000 inputs each time, for tests that must give one answer; what a longer
# run finds becomes a row of test_encode.c once it is mended.
set -eu
source=$1 zydis=$2 work=$3 seconds=$4
flags="-g -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
    -I$source -I$source/include -isystem $zydis/include -DZYDIS_STATIC_BUILD -DZYCORE_STATIC_BUILD"
mkdir -p "$work"
cd "$work"
# Fuzzing needs the branches that are taken: everything is compiled with coverage but Zydis, which
# is not ours, is spared the undefined-behaviour checks.
if [ ! -f zydis.stamp ]; then
    for name in Decoder DecoderData Encoder EncoderData SharedData Register MetaInfo Mnemonic \
        Segment Utils Zydis; do
        clang -g -O1 -fsanitize=address,fuzzer-no-link -w -DNDEBUG -DZYDIS_STATIC_BUILD \
            -DZYCORE_STATIC_BUILD -I"$zydis/include" -I"$zydis/src" -c "$zydis/src/$name.c" -o "z_$name.o"
    done
    touch zydis.stamp
fi
objects=
for file in "$source"/ir/*.c "$source"/ir/x86/*.c "$source"/ir/hosted/*.c "$source"/ir/hosted/linux/*.c \
    "$source/tests/ir/same_instr.c"; do
    object=$(echo "${file#"$source"/}" | tr / _).o
    clang $flags -fsanitize=fuzzer-no-link -w -c "$file" -o "$object"
    objects="$objects $object"
done
status=0
bound="-max_total_time=$seconds"
[ "$seconds" != 0 ] || bound='-seed=1 -runs=100000'
for target in ${FUZZ_TARGETS:-DECODE ENCODE DISASSEMBLE}; do
    clang $flags -fsanitize=fuzzer -w -DFUZZ_$target "$source/tests/ir/fuzz_ir.c" $objects z_*.o \
        -o "fuzz_$target"
    corpus=corpus_$target
    [ "$seconds" != 0 ] || corpus=
    [ -z "$corpus" ] || mkdir -p "$corpus"
    if ./fuzz_$target -max_len=64 $bound -print_final_stats=1 $corpus \
        > "$target.log" 2>&1; then
        echo "fuzz $target: $(grep stat::number_of_executed_units "$target.log")"
    else
        tail -40 "$target.log"
        status=1
    fi
done
exit $status
