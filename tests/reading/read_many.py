"""Read many files in one reading child, one after the other: for tests that break a file in many ways.

Run as ``python -I read_many.py CHILD``: each file comes as its length in 8 bytes and then itself, each answer goes
back the same way, written as the child writes it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys


def main() -> None:
    folder = os.path.dirname(sys.argv[1])
    sys.path.append(folder)
    spec = importlib.util.spec_from_file_location("child", sys.argv[1])
    assert spec is not None
    assert spec.loader is not None
    child = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(child)
    from kinds.refusal import RefusedError  # type: ignore[import-not-found]

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    while head := sys.stdin.buffer.read(8):
        data = sys.stdin.buffer.read(int.from_bytes(head, "little"))
        arrays: list[object] = []
        try:
            answer, arrays = child.read(data, 512 * 1024**2)
        except RefusedError as reason:
            answer = {"refused": reason.code, "places": reason.places}
        except MemoryError:
            answer = {"refused": "file-too-heavy"}
        except child.FAULTS:
            answer = {"refused": "file-broken"}
        except (
            Exception
        ) as unforeseen:  # the real child ends with an error here, which is told as a broken file
            answer = {"refused": "file-broken", "unforeseen": repr(unforeseen)}
        answer["arrays"] = [[a.typecode, len(a)] for a in arrays]  # type: ignore[attr-defined]
        body = json.dumps(answer).encode() + b"\n" + b"".join(a.tobytes() for a in arrays)  # type: ignore[attr-defined]
        sys.stdout.buffer.write(len(body).to_bytes(8, "little") + body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
