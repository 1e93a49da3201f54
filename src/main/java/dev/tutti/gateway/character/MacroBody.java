package dev.tutti.gateway.character;

import dev.tutti.character.macro.MacroContext;
import dev.tutti.character.macro.Macros;
import dev.tutti.chat.Json;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** A text with macros: {@code POST /v1/macros/render}. */
record MacroBody(String text, MacroContext context) {
  private static final Set<String> WITH_ORIGINAL =
      Set.of("system_prompt", "post_history_instructions");

  static MacroBody read(byte[] bytes, ZonedDateTime now) {
    var body = CharacterFields.of(Json.request(bytes));
    return new MacroBody(body.text("text"), context(body.object("context"), now));
  }

  private static MacroContext context(CharacterFields context, ZonedDateTime now) {
    var nickname = context.text("nickname", "");
    var name = nickname.isBlank() ? context.text("char", "") : nickname;
    boolean replaces = WITH_ORIGINAL.contains(context.text("field", ""));
    return new MacroContext(
        new MacroContext.CastNames(name, context.text("user", ""), context.text("group", name)),
        new MacroContext.CardTexts(context.text("scenario", ""), context.text("personality", "")),
        replaces ? context.text("original", "") : "",
        0,
        now);
  }

  ObjectNode answer(RandomGenerator random) {
    return Json.object().put("text", new Macros(context, random).render(text));
  }
}
