#!/bin/sh
# tests/ir/build32.sh - builds the decoder for 32 bits and runs the tests that need no library.
# SPDX-License-Identifier: Apache-2.0
#
# usage: tests/ir/build32.sh SOURCE_DIR ZYDIS_DIR WORK_DIR PYTHON
# Exits with 77 (skipped) where the compiler has no 32-bit C library (Debian: gcc-multilib).
set -eu
source=$1 zydis=$2 work=$3 python=$4
mkdir -p "$work"
cd "$work"
echo 'int main(void) { return 0; }' > probe.c
gcc -m32 probe.c -o probe 2> /dev/null && ./probe || { echo "no 32-bit C library"; exit 77; }
# The kernel's headers are the same for both: a 32-bit C library alone does not bring them.
define="-DZYDIS_STATIC_BUILD -DZYCORE_STATIC_BUILD -idirafter /usr/include/x86_64-linux-gnu"
flags="-m32 -O1 -g -w -I$source -I$source/include -isystem $zydis/include $define -I."
if [ ! -f zydis.stamp ]; then
    for name in Decoder DecoderData Encoder EncoderData SharedData Register MetaInfo Mnemonic \
        Segment Utils Zydis; do
        gcc -m32 -O2 -w -DNDEBUG $define -I"$zydis/include" -I"$zydis/src" \
            -c "$zydis/src/$name.c" -o "z_$name.o"
    done
    touch zydis.stamp
fi
objects=
for file in "$source"/ir/*.c "$source"/ir/x86/*.c "$source"/ir/hosted/*.c "$source"/ir/hosted/linux/*.c; do
    object=$(echo "${file#"$source"/}" | tr / _).o
    gcc $flags -c "$file" -o "$object"
    objects="$objects $object"
done
"$python" "$source/tests/ir/gen_macro_test.py" "$source/include" > macros_under_test.inc
for test in test_walk test_golden test_macros test_ir test_scan test_query test_encode test_quick test_vendor; do
    gcc $flags -I"$source/tests/ir/plain" "$source/tests/ir/$test.c" "$source/tests/ir/same_instr.c" \
        "$source/tests/ir/operand_kinds.c" "$source/tests/ir/operands_for.c" "$source/tests/ir/walk.c" $objects z_*.o -o $test
done
gcc $flags "$source/tests/ir/test_effects.c" "$source/tests/ir/effects_frame.c" \
    "$source/tests/ir/frame_code_32.c" $objects z_*.o -o test_effects
for mode in 64 32; do
    ./test_walk $mode 1
done
# 64-bit code's addresses do not fit into this build's pointers, so no golden text of that mode.
./test_golden 32 "$source/tests/ir/golden_32.tsv"
./test_macros 32 "$source/tests/ir/kinds_not_made.tsv"
for test in test_ir test_scan test_query test_encode test_quick test_vendor; do
    echo $test
    ./$test
done
./test_effects 100000
