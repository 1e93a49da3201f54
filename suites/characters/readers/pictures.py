"""Opens exported pictures and documents with tavern-card, and compares them with what they are of."""
import json
import pathlib
import sys

from tavern_card import parse_card, parse_png_card

MEMBERS = ["name", "description", "personality", "scenario", "first_mes", "mes_example",
           "creator_notes", "system_prompt", "post_history_instructions", "alternate_greetings", "tags"]

folder = pathlib.Path(sys.argv[1])
failed = 0
for case in sorted(path for path in folder.iterdir() if path.is_dir()):
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    opened = {
        "card.png": parse_png_card((case / "card.png").read_bytes()),
        "v2.json": parse_card((case / "v2.json").read_bytes()),
        "v3.json": parse_card((case / "v3.json").read_bytes()),
    }
    for name, card in opened.items():
        data = card.get("data", card)
        wrong = [member for member in MEMBERS if member != "creator_notes" and data.get(member) != expected[member]]
        wrong += [] if data.get("creator_notes", "").startswith(expected["creator_notes"]) else ["creator_notes"]
        entries = (data.get("character_book") or {}).get("entries", [])
        wrong += [] if [entry["keys"] for entry in entries] == expected["keys"] else ["character_book"]
        failed += bool(wrong)
        print(f"{'WRONG' if wrong else 'ok':6}tavern-card           {case.name}/{name} {wrong or ''}")
sys.exit(1 if failed else 0)
