import type { LabelledProgram } from './labelled-program.ts';

const MANIFEST = { 'pyproject.toml': '[project]\nname = "sample"\nversion = "1"\n' };

/** Programs in Python, as its indexer reads them. */
export const PYTHON_PROGRAMS: readonly LabelledProgram[] = [
  {
    about: 'Python: a reference gives life, from what runs when a file is loaded',
    files: {
      ...MANIFEST,
      'run.py': `def _called(): #: alive
    return _helper()


def _helper(): #: alive
    return 1


def _handed(x): #: alive
    return x


def _idle(): #: dead
    return _only_from_idle()


def _only_from_idle(): #: dead
    return 2


print(_called(), list(map(_handed, [1])))
`,
    },
  },
  {
    about: 'Python: constructors and names that the language calls live or are in doubt',
    files: {
      ...MANIFEST,
      'run.py': `class _Box: #: alive
    def __init__(self): #: alive
        self._start()

    def __repr__(self): #: doubt protocol-name
        return "box"

    def _start(self): #: alive
        pass

    def _stop(self): #: doubt public-member
        pass


class _Never: #: dead
    pass


print(_Box())
`,
    },
  },
  {
    about: 'Python: a method that overrides a living one lives, if its class does',
    files: {
      ...MANIFEST,
      'run.py': `class _Shape: #: alive
    def area(self): #: alive
        return 0


class _Square(_Shape): #: alive
    def area(self): #: alive
        return 1


class _Circle(_Shape): #: dead
    def area(self): #: dead
        return 2


def _total(shape: _Shape): #: alive
    return shape.area()


print(_total(_Square()))
`,
    },
  },
  {
    about: 'Python: tests are found by name, and what only they reach is test-only',
    files: {
      ...MANIFEST,
      'lib.py': `def _for_tests(): #: test-only
    return 1


def _idle(): #: dead
    return 2
`,
      'tests/test_lib.py': `from lib import _for_tests


def test_one(): #: test-only
    assert _for_tests() == 1
`,
    },
  },
  {
    about: 'Python: a decorator that registers begins something, another one is a doubt',
    files: {
      ...MANIFEST,
      'run.py': `def custom(f): #: alive
    return f


class App: #: alive
    def route(self, path): #: alive
        return custom


app = App()


@app.route("/") #: alive
def _index():
    return "x"


@custom #: doubt decorated
def _marked():
    return 1
`,
    },
  },
  {
    about: 'Python: public names may be imported by others',
    files: {
      ...MANIFEST,
      'lib/__init__.py': '',
      'lib/core.py': `def public(): #: doubt exported
    return _used()


def _used(): #: doubt follows-doubtful
    return 1


def _private(): #: dead
    return 2
`,
    },
  },
];
