package dev.tutti.character.prompt;

import dev.tutti.character.card.CardView;
import dev.tutti.character.lorebook.ActiveLore;
import dev.tutti.character.lorebook.LoreMessage;
import dev.tutti.character.lorebook.LoreSettings;
import dev.tutti.character.lorebook.Lorebook;
import dev.tutti.character.lorebook.LorebookScan;
import dev.tutti.character.macro.MacroContext;
import dev.tutti.character.macro.MacroContext.CardTexts;
import dev.tutti.character.macro.MacroContext.CastNames;
import dev.tutti.character.macro.Macros;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Prompt of a character. First what the character is: the instruction, what the lorebook has before
 * and after it, description, personality and scenario; then examples; then the conversation, with
 * what the lorebook has at a depth; last the card's own last words, and the platform's behind them.
 * Notes for readers, tags, the creator and the version of a card are never told.
 */
public final class CharacterPrompt {
  private static final String INSTRUCTION =
      "Write the next reply of {{char}} in a conversation with {{user}}. Stay in character, and"
          + " write nothing for {{user}}.";
  private static final int MOST_PICKS = 1 << 20;

  private final CardView card;
  private final Scene scene;
  private final RandomGenerator random;
  private final ActiveLore lore;

  /**
   * Where a character is met.
   *
   * @param user the name of the user, for {@code {{user}}}
   * @param history the conversation so far, oldest first
   * @param settings of the lorebook
   * @param policy what the platform says in every prompt; empty where it says nothing
   * @param now for macros of time
   */
  public record Scene(
      String user,
      List<PromptMessage> history,
      LoreSettings settings,
      String policy,
      ZonedDateTime now) {}

  /**
   * A prompt with what of the lorebook is in it.
   *
   * @param messages as a model gets them
   */
  public record Told(List<PromptMessage> messages, ActiveLore lore) {}

  private CharacterPrompt(CardView card, Scene scene, RandomGenerator random) {
    this.card = card;
    this.scene = scene;
    this.random = random;
    this.lore = LorebookScan.find(book(card), lines(card, scene), scene.settings());
  }

  /** The prompt for a character's next reply. */
  public static Told of(CardView card, Scene scene, RandomGenerator random) {
    var prompt = new CharacterPrompt(card, scene, random);
    return new Told(prompt.messages(), prompt.lore);
  }

  private static Lorebook book(CardView card) {
    return Objects.requireNonNullElse(card.book(), Lorebook.EMPTY);
  }

  private static List<LoreMessage> lines(CardView card, Scene scene) {
    return scene.history().stream()
        .filter(each -> !each.role().equals("system"))
        .map(
            each -> {
              boolean assistant = each.role().equals("assistant");
              return new LoreMessage(
                  assistant, assistant ? card.displayName() : scene.user(), each.content());
            })
        .toList();
  }

  private List<PromptMessage> messages() {
    var messages = new ArrayList<PromptMessage>();
    messages.add(PromptMessage.system(definition()));
    examples(messages);
    messages.addAll(conversation());
    last(messages);
    return List.copyOf(messages);
  }

  private String definition() {
    var parts = new ArrayList<String>();
    var own = card.text("system_prompt");
    parts.add(replacing(own.isBlank() ? "{{original}}" : own, rendered(INSTRUCTION)));
    parts.addAll(lore("before"));
    parts.add(rendered(card.text("description")));
    parts.add(labelled("Personality of {{char}}: ", card.text("personality")));
    parts.add(labelled("Scenario: ", card.text("scenario")));
    parts.addAll(lore("after"));
    parts.removeIf(String::isBlank);
    return String.join("\n\n", parts);
  }

  private String labelled(String label, String text) {
    return text.isBlank() ? "" : rendered(label) + rendered(text);
  }

  private List<String> lore(String placement) {
    return lore.active().stream()
        .filter(each -> each.placement().equals(placement))
        .map(each -> rendered(each.entry().content()))
        .toList();
  }

  private void examples(List<PromptMessage> messages) {
    var text = rendered(card.text("mes_example"));
    for (var block : ExampleDialogue.of(text, card.displayName(), scene.user())) {
      messages.add(PromptMessage.system("[Example of a conversation]"));
      messages.addAll(block);
    }
    if (messages.size() > 1) {
      messages.add(PromptMessage.system("[The conversation begins]"));
    }
  }

  /** The history, with entries of the lorebook as many messages before its end as they say. */
  private List<PromptMessage> conversation() {
    var messages = new ArrayList<>(scene.history());
    for (var each : lore.active().reversed()) {
      var place = each.placement().split(":");
      if (place.length == 3) {
        int depth = Math.min(Integer.parseInt(place[1]), scene.history().size());
        int at = scene.history().size() - depth;
        messages.add(at, new PromptMessage(place[2], rendered(each.entry().content())));
      }
    }
    return messages;
  }

  private void last(List<PromptMessage> messages) {
    var own = card.text("post_history_instructions");
    if (!own.isBlank()) {
      var said = replacing(own, "");
      if (!said.isBlank()) {
        messages.add(PromptMessage.system(said));
      }
    }
    if (!scene.policy().isBlank()) {
      messages.add(PromptMessage.system(scene.policy()));
    }
  }

  private String rendered(String text) {
    return replacing(text, "");
  }

  private String replacing(String text, String original) {
    var names = new CastNames(card.displayName(), scene.user(), card.displayName());
    var texts = new CardTexts(card.text("scenario"), card.text("personality"));
    long picks = card.displayName().hashCode() % MOST_PICKS;
    return new Macros(new MacroContext(names, texts, original, picks, scene.now()), random)
        .render(text);
  }
}
