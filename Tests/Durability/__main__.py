"""Runs all checks, and the controls that they must catch."""
import sys
import time

import crash
import power
import race
from authority import AuthorityUpdate, authority_updates
from exchange import exchange_updates, message_updates
from files import file_updates
from store import Workshop, updates


def main(tool, folder, *options):
    smoke = options == ("--smoke",)
    failed = False

    def report(name, count, complaints, begin, caught=None):
        nonlocal failed
        bad = bool(complaints) if caught is None else not complaints
        failed |= bad
        outcome = f"{len(complaints)} complaints" if caught is None else "caught" if complaints else "NOT CAUGHT"
        print(f"{name}: {count} cases, {outcome}, {time.time() - begin:.0f} s")
        for complaint in complaints[:20 if caught is None else 1]:
            print(f"  {complaint}")
        sys.stdout.flush()

    shop = Workshop(tool, folder)
    begin = time.time()
    every = updates(shop, smoke)
    for update in every:
        report(f"power failure, {update.name}", *power.run(update), begin)
        begin = time.time()
    for fault in "no-file-sync", "no-directory-sync":
        for update in every[:2]:
            report(f"control {fault}, {update.name}", *power.run(update, fault), begin, caught=True)
            begin = time.time()
    for update in every:
        report(f"crash, {update.name}", *crash.run(update, under_lock=smoke), begin)
        begin = time.time()
    report("control no-rename", *crash.run(every[0], ["kill"], "no-rename", under_lock=True), begin, caught=True)
    begin = time.time()
    workflows = [*authority_updates(shop, smoke), *file_updates(shop, smoke), *message_updates(shop, smoke)]
    if not smoke:  # An exchange takes seconds to judge.
        workflows += exchange_updates(shop)
    for update in workflows:
        if smoke and isinstance(update, AuthorityUpdate):
            report(f"failing calls, {update.name}", *crash.run(update, crash.ERRORS, under_lock=True, every=5), begin)
            begin = time.time()
        if smoke and not update.in_smoke:
            continue
        report(f"power failure, {update.name}", *power.run(update), begin)
        begin = time.time()
        controls = [] if smoke else update.controls
        for fault in set(controls) & {"no-file-sync", "no-directory-sync"}:
            report(f"control {fault}, {update.name}", *power.run(update, fault), begin, caught=True)
            begin = time.time()
        report(f"crash, {update.name}", *crash.run(update, ["kill"] if smoke else crash.KINDS, under_lock=smoke), begin)
        begin = time.time()
        if "no-rename" in controls:
            report(f"control no-rename, {update.name}", *crash.run(update, ["kill"], "no-rename", True), begin, caught=True)
            begin = time.time()
    report("race", *race.run(shop, *((4, 5) if smoke else (8, 20))), begin)
    sys.exit(failed)


main(*sys.argv[1:])
