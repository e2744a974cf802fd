# tests/programs/cpython.py - runs one of CPython's own test modules, prints each test's verdict, sorted.
# SPDX-License-Identifier: Apache-2.0
#
# The verdicts are compared with those of a native run; durations and dots are not printed.
import io, os, sys, unittest

sys.argv = sys.argv[:2]
name = sys.argv[1]
os.environ.pop("PYTHONPATH", None)
from test import support                                    # noqa: the module under test needs it set up
support.verbose = 0
support.use_resources = []


class Verdicts(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.lines = []

    def say(self, word, test): self.lines.append(f"{word} {test.id()}")
    def addSuccess(self, test): self.say("ok", test)
    def addError(self, test, err): self.say("ERROR", test); super().addError(test, err)
    def addFailure(self, test, err): self.say("FAIL", test); super().addFailure(test, err)
    def addSkip(self, test, reason): self.say("skip", test)
    def addExpectedFailure(self, test, err): self.say("expected failure", test)
    def addUnexpectedSuccess(self, test): self.say("unexpected success", test)


from test.support import threading_helper                  # noqa
loader = unittest.TestLoader()
module = "ctypes.test" if name == "test_ctypes" else "test." + name
if name == "test_ctypes":
    import ctypes.test
    where = os.path.dirname(ctypes.test.__file__)
    suite = loader.discover(where, "test_*.py", os.path.dirname(os.path.dirname(where)))
elif os.path.isdir(f"/usr/lib/python3.11/test/{name}"):
    suite = loader.discover(f"/usr/lib/python3.11/test/{name}", "test_*.py", "/usr/lib/python3.11")
else:
    suite = loader.loadTestsFromName(module)
result = Verdicts()
real, sys.stdout, sys.stderr = sys.stdout, io.StringIO(), io.StringIO()
keep = os.dup(1)
null = os.open(os.devnull, os.O_WRONLY)
os.dup2(null, 2)
suite.run(result)
sys.stdout = real
for test, text in result.errors + result.failures:
    print("--", test.id(), file=sys.__stdout__)
print("\n".join(sorted(set(result.lines))))
print(result.testsRun > 0)
sys.stdout.flush()
os._exit(0)
