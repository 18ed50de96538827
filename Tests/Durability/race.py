"""Many processes at one store: nothing that was reported is lost, and what is killed breaks nothing."""
import json
import random
import subprocess
import time

#: Runs `"$@"` as often as the first word says; counts what succeeded.
LOOP = 'n=$1; shift; done=0; for i in $(seq $n); do NUMBER=$i; if eval "$*"; then done=$((done+1)); fi; done; echo $done'


def revision(shop, home, name="a"):
    return int(json.loads(shop.check("container", "show", name, "--json", home=home))["revision"])


def start(shop, home, count, command):
    return subprocess.Popen(
        ["sh", "-c", LOOP, "sh", str(count), f"{shop.tool} {command} 2>&1"], env=shop.environment(home),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True)


def last_line(process):
    return int(process.communicate()[0].split()[-1])


def run(shop, processes, rounds):
    """Returns how many updates there were, and the complaints."""
    complaints = []

    def expect(what, found, wanted):
        if found != wanted:
            complaints.append(f"{what}: {found}, not {wanted}")

    # All find no store: one of them makes its key, one of them the container.
    home = shop.folder / "race"
    racing = [start(shop, home, 1, "container create a") for _ in range(processes)]
    expect("created by so many", sum(last_line(each) for each in racing), 1)
    expect("revision", revision(shop, home), 1)

    # N processes, M updates each of one container, and M containers of their own.
    loads = [f"container import a {shop.folder}/{pair}.private --force" for pair in ("old", "new")]
    racing = [start(shop, home, rounds, loads[index % 2]) for index in range(processes)]
    creating = [start(shop, home, rounds, f"container create own-{index}-$NUMBER") for index in range(processes)]
    expect("updates that succeeded", sum(map(last_line, racing)), processes * rounds)
    expect("containers that were made", sum(map(last_line, creating)), processes * rounds)
    expect("revision", revision(shop, home), 1 + processes * rounds)
    names = shop.check("container", "list", home=home).decode().split("\n")
    expect("containers", sum("own-" in name for name in names), processes * rounds)
    for index in range(processes):
        expect("revision", revision(shop, home, f"own-{index}-{rounds}"), 1)

    # Killed at no moment in particular.
    for _ in range(rounds):
        before = revision(shop, home)
        racing = [start(shop, home, 1000, loads[index % 2]) for index in range(3)]
        time.sleep(random.uniform(0.05, 0.3))
        for each in racing:
            subprocess.run(["kill", "-KILL", "--", f"-{each.pid}"], check=True)
            each.communicate()
        after = revision(shop, home)
        if after < before:
            complaints.append(f"killed: revision {after} after {before}")
        shop.check("container", "import", "a", str(shop.folder / "new.private"), "--force", home=home)
        expect("update after the killed ones", revision(shop, home), after + 1)
    return processes * rounds * 2 + 1, complaints
