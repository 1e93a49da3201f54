// Opens exported documents with @risuai/ccardlib and character-card-utils, and compares them with what they are of.
import fs from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { CCardLib } from "@risuai/ccardlib";
import { parseToV2, v2 } from "character-card-utils";

const folder = process.argv[2];
const members = ["name", "description", "personality", "scenario", "first_mes", "mes_example", "system_prompt",
  "post_history_instructions", "alternate_greetings", "tags"];
let failed = 0;

function check(reader, where, read) {
  let wrong;
  try {
    const { data, expected } = read();
    wrong = members.filter((member) => !isDeepStrictEqual(data[member], expected[member]));
    const keys = (data.character_book?.entries ?? []).map((entry) => entry.keys);
    if (!isDeepStrictEqual(keys, expected.keys)) wrong.push("character_book");
  } catch (error) {
    wrong = [String(error).slice(0, 300)];
  }
  failed += wrong.length > 0 ? 1 : 0;
  console.log(`${wrong.length > 0 ? "WRONG " : "ok    "}${reader.padEnd(22)}${where} ${wrong}`);
}

/** The document in a chunk of a picture, found without any of Tutti's code. */
function chunk(file, keyword) {
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    const end = data.indexOf(0);
    if (type === "tEXt" && data.toString("latin1", 0, end) === keyword) {
      return JSON.parse(Buffer.from(data.toString("latin1", end + 1), "base64").toString("utf8"));
    }
    at += 12 + length;
  }
  throw new Error(`no chunk ${keyword}`);
}

for (const name of fs.readdirSync(folder).sort()) {
  const at = (file) => path.join(folder, name, file);
  if (!fs.statSync(path.join(folder, name)).isDirectory()) continue;
  const json = (file) => JSON.parse(fs.readFileSync(at(file), "utf8"));
  const expected = json("expected.json");
  const picture = fs.readFileSync(at("card.png"));
  const cards = { "v2.json": [json("v2.json"), "v2"], "v3.json": [json("v3.json"), "v3"], "card.png ccv3": [chunk(picture, "ccv3"), "v3"] };
  for (const [file, [card, version]] of Object.entries(cards)) {
    check("@risuai/ccardlib", `${name}/${file}`, () => {
      const found = CCardLib.character.check(card);
      if (found !== version) throw new Error(`read as ${found}`);
      return { data: CCardLib.character.convert(card, { to: "v2" }).data, expected };
    });
  }
  check("character-card-utils", `${name}/v2.json`, () => ({ data: v2.parse(json("v2.json")).data, expected }));
  check("character-card-utils", `${name}/card.png chara`, () => ({ data: parseToV2(chunk(picture, "chara")).data, expected }));
}
process.exit(failed > 0 ? 1 : 0);
