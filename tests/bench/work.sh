# tests/bench/work.sh - a shell loop of 50 programs.
# SPDX-License-Identifier: Apache-2.0
i=0
while [ $i -lt 50 ]; do
    /bin/true
    i=$((i + 1))
done
echo $i
