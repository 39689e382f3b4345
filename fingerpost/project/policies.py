"""`fingerpost pack check` and `fingerpost pack schema`: work on packs."""

import json
from argparse import Namespace

from fingerpost.project.places import packs
from fingerpost.rules.check_examples import faults_of_examples
from fingerpost.rules.packs import find_pack, load_examples, load_policy
from fingerpost.rules.schema import pack_schema


def check(options: Namespace) -> int:
    """Loads a pack, prints what is wrong or doubtful in it, and runs its examples; 1 if an example does not hold.

    Raises FaultyPackError where it cannot be loaded.
    """
    folder = find_pack(options.pack, packs())
    policy, warnings = load_policy(folder, packs())
    for warning in warnings:
        print(warning)
    examples = load_examples(folder, policy)
    faults = faults_of_examples(policy, examples, str(folder / "examples"))
    for fault in faults:
        print(fault)
    pack = policy.pack
    print(
        f"{pack.id} {pack.version}: {len(pack.clauses)} clauses, {len(pack.rules)} rules, "
        f"{len(pack.parameters)} parameters, {len(examples)} examples; {len(faults)} faults, {len(warnings)} warnings."
    )
    return 1 if faults else 0


def schema(options: Namespace) -> int:
    """Prints the JSON Schema of `pack.toml`."""
    print(json.dumps(pack_schema(), indent=2, ensure_ascii=False))
    return 0
