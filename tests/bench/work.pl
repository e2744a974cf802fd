# tests/bench/work.pl - Perl's share: hashes, regular expressions, sorting.
# SPDX-License-Identifier: Apache-2.0
use strict;
use warnings;

my ($seed, $total) = (12345, 0);
for my $n (1 .. $ARGV[0]) {
    my %count;
    for my $i (1 .. 3000) {
        $seed = ($seed * 1103515245 + 12345) & 0x7fffffff;
        $count{"w" . $seed % 700}++;
    }
    my $text = join " ", map { "$_=$count{$_}" } sort { $count{$a} <=> $count{$b} || $a cmp $b }
        keys %count;
    $total += () = $text =~ /w(\d)\1\d*=[1-5]\b/g;
    (my $other = $text) =~ s/(\d+)=(\d+)/$2:$1/g;
    $total += length $other;
}
print "$total\n";
