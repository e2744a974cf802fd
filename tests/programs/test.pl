# tests/programs/test.pl - Perl: regexes, closures, sorting, sprintf, fork, pipes, signals, eval.
# SPDX-License-Identifier: Apache-2.0
use strict; use warnings; use POSIX ();
$| = 1;
my %count; $count{$_ % 17} += $_ for 1 .. 20000;
print join(",", map { "$_=$count{$_}" } sort { $a <=> $b } keys %count), "\n";
my $text = join " ", map { "word$_" } 1 .. 2000;
my $n = () = $text =~ /\bword\d*7\b/g; print "$n\n";
(my $t = "The quick brown fox") =~ s/(\w+)/scalar reverse $1/ge; print "$t\n";
my @fns = map { my $k = $_; sub { $k * shift } } 1 .. 5; print join(" ", map { $_->(10) } @fns), "\n";
eval { die { code => 42 } }; print "died $@->{code}\n"; eval { my $x = 1 / ($n - $n) }; print $@ =~ /(division by zero)/, "\n";
sub ack { my ($m, $n) = @_; $m ? $n ? ack($m - 1, ack($m, $n - 1)) : ack($m - 1, 1) : $n + 1 } no warnings 'recursion'; print ack(2, 30), "\n";
printf "%.15g %s %x %e\n", atan2(1, 1) * 4, "1" x 5, 48879, 12345.678;
my $pid = fork; if (!$pid) { print "child\n"; exit 7 } waitpid $pid, 0; print "status ", $? >> 8, "\n";
open my $p, "-|", "seq 1 10 | tail -2" or die; print "pipe $_" while <$p>; close $p;
$SIG{USR1} = sub { print "signal $_[0]\n" }; kill USR1 => $$;
$SIG{ALRM} = sub { die "alarm\n" }; eval { alarm 1; select undef, undef, undef, 10; }; print "got $@";
print `echo backticks`; system "exit 3"; print $? >> 8, "\n";
my @sorted = sort { $a->[1] <=> $b->[1] || $a->[0] cmp $b->[0] } map { [$_, length $_] } qw(pear fig banana kiwi apple); print "@{[map $_->[0], @sorted]}\n";
print pack("NnC", 1, 2, 3) eq "\0\0\0\1\0\2\3" ? "pack\n" : "bad\n"; print sprintf("%vd", "1.22.333"), "\n";
kill 'KILL', $$;
