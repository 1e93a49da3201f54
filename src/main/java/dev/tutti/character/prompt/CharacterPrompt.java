package dev.tutti.character.prompt;

import dev.tutti.character.card.CardView;
import dev.tutti.character.lorebook.ActiveLore;
import dev.tutti.character.lorebook.EarlierMatches;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

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
  private static final String INSTRUCTION_IN_GROUP =
      "Write the next reply of {{char}} in a group chat of {{user}} with {{group}}. Stay in"
          + " character, and write nothing for anybody else.";
  private static final String ONLY_ONE =
      "[Reply as {{char}} only, without a name before it. Write no lines for anybody else.]";
  private static final String GO_ON = "[Go on with the conversation as {{char}}.]";

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
   * @param cast names of all characters of a group; empty where there is no group
   * @param known what the character knows of others in the group
   */
  public record Scene(
      String user,
      List<PromptMessage> history,
      LoreSettings settings,
      String policy,
      ZonedDateTime now,
      List<String> cast,
      List<CastCard> known) {

    /** A conversation of two. */
    public Scene(
        String user,
        List<PromptMessage> history,
        LoreSettings settings,
        String policy,
        ZonedDateTime now) {
      this(user, history, settings, policy, now, List.of(), List.of());
    }

    private boolean isGroup() {
      return !cast.isEmpty();
    }
  }

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
    this.lore = lore();
  }

  private ActiveLore lore() {
    var book = Objects.requireNonNullElse(card.book(), Lorebook.EMPTY);
    var lines = lines();
    var settings = EarlierMatches.in(book, lines, greeted(book));
    return LorebookScan.find(book, lines, settings);
  }

  /** The settings with the greeting that the conversation has begun with, where the book asks. */
  private LoreSettings greeted(Lorebook book) {
    var settings = scene.settings();
    var history = scene.history();
    boolean begun = !history.isEmpty() && history.getFirst().role().equals("assistant");
    if (!begun || settings.greeting() > 0 || !book.asksForGreeting()) {
      return settings;
    }
    int number = numbered().indexOf(history.getFirst().content());
    return settings.greeted(Math.max(0, number));
  }

  /** The prompt for a character's next reply. */
  public static Told of(CardView card, Scene scene, RandomGenerator random) {
    var prompt = new CharacterPrompt(card, scene, random);
    return new Told(prompt.messages(), prompt.lore);
  }

  /** What a card's character may begin a conversation with, the usual greeting first. */
  public static List<String> greetings(
      CardView card, String user, ZonedDateTime now, RandomGenerator random) {
    return new CharacterPrompt(card, beginning(user, now, List.of()), random).greetings();
  }

  /**
   * The same in a group: what the card has for groups alone comes first.
   *
   * @param cast names of all characters of the group
   */
  public static List<String> greetings(
      CardView card, String user, List<String> cast, ZonedDateTime now, RandomGenerator random) {
    return new CharacterPrompt(card, beginning(user, now, cast), random).greetings();
  }

  private static Scene beginning(String user, ZonedDateTime now, List<String> cast) {
    var settings = LoreSettings.usual(String::length);
    return new Scene(user, List.of(), settings, "", now, cast, List.of());
  }

  private List<String> greetings() {
    var greetings = new ArrayList<String>();
    if (scene.isGroup()) {
      texts("group_only_greetings").forEach(each -> greetings.add(rendered(each)));
    }
    greetings.addAll(numbered());
    greetings.removeIf(String::isBlank);
    return List.copyOf(greetings);
  }

  /** Greetings by the numbers that lorebooks know them by; some may be empty. */
  private List<String> numbered() {
    return Stream.concat(Stream.of(card.text("first_mes")), texts("alternate_greetings"))
        .map(this::rendered)
        .toList();
  }

  private Stream<String> texts(String list) {
    return card.fields().path(list).valueStream().map(each -> each.asString(""));
  }

  private List<LoreMessage> lines() {
    return scene.history().stream()
        .filter(each -> !each.role().equals("system"))
        .map(
            each -> {
              boolean assistant = each.role().equals("assistant");
              var other = scene.isGroup() ? "" : scene.user(); // there the text begins with it
              return new LoreMessage(
                  assistant, assistant ? card.displayName() : other, each.content());
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
    var instruction = scene.isGroup() ? INSTRUCTION_IN_GROUP : INSTRUCTION;
    parts.add(replacing(own.isBlank() ? "{{original}}" : own, rendered(instruction)));
    parts.addAll(lore("before"));
    parts.add(rendered(card.text("description")));
    parts.add(labelled("Personality of {{char}}: ", card.text("personality")));
    parts.add(labelled("Scenario: ", card.text("scenario")));
    scene.known().forEach(each -> parts.add(about(each)));
    parts.addAll(lore("after"));
    parts.removeIf(String::isBlank);
    return String.join("\n\n", parts);
  }

  /** What is known of another character, whose {@code {{char}}} it is itself. */
  private String about(CastCard other) {
    var texts = new CardTexts(other.scenario(), other.personality());
    var macros = macros(other.name(), texts, "");
    var description = macros.render(other.description());
    return other.personality().isBlank()
        ? "About %s: %s".formatted(other.name(), description)
        : "About %s: %s\nPersonality of %s: %s"
            .formatted(other.name(), description, other.name(), macros.render(other.personality()));
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
    var names = List.of(card.displayName(), card.text("name"));
    for (var block : ExampleDialogue.of(text, names, scene.user())) {
      messages.add(PromptMessage.system("[Example of a conversation]"));
      messages.addAll(block);
    }
    if (messages.size() > 1) {
      messages.add(PromptMessage.system("[The conversation begins]"));
    }
  }

  /** The history, with entries of the lorebook as many messages before its end as they say. */
  private List<PromptMessage> conversation() {
    var entries = byDepth();
    var messages = new ArrayList<PromptMessage>();
    for (int depth = scene.history().size(); depth > 0; depth--) {
      messages.addAll(entries.getOrDefault(depth, List.of()));
      messages.add(scene.history().get(scene.history().size() - depth));
    }
    messages.addAll(entries.getOrDefault(0, List.of()));
    return messages;
  }

  /** Entries within the messages; those that are deeper than the history stand before it. */
  private Map<Integer, List<PromptMessage>> byDepth() {
    var entries = new HashMap<Integer, List<PromptMessage>>();
    for (var each : lore.active()) {
      var place = each.placement().split(":");
      if (place.length == 3) {
        int depth = Math.min(Integer.parseInt(place[1]), scene.history().size());
        entries
            .computeIfAbsent(depth, _ -> new ArrayList<>())
            .add(new PromptMessage(place[2], rendered(each.entry().content())));
      }
    }
    return entries;
  }

  private void last(List<PromptMessage> messages) {
    var own = card.text("post_history_instructions");
    if (!own.isBlank()) {
      var said = replacing(own, "");
      if (!said.isBlank()) {
        messages.add(PromptMessage.system(said));
      }
    }
    if (scene.isGroup()) {
      messages.add(reminder());
    }
    if (!scene.policy().isBlank()) {
      messages.add(PromptMessage.system(scene.policy()));
    }
  }

  /** Reminder of who is to speak; models take a last message of their own as a beginning. */
  private PromptMessage reminder() {
    boolean said =
        !scene.history().isEmpty() && scene.history().getLast().role().equals("assistant");
    return said
        ? new PromptMessage("user", rendered(GO_ON))
        : PromptMessage.system(rendered(ONLY_ONE));
  }

  private String rendered(String text) {
    return replacing(text, "");
  }

  private String replacing(String text, String original) {
    var texts = new CardTexts(card.text("scenario"), card.text("personality"));
    return macros(card.displayName(), texts, original).render(text);
  }

  private Macros macros(String name, CardTexts texts, String original) {
    var names = new CastNames(name, scene.user(), group());
    long picks = 31L * scene.user().hashCode() + name.hashCode();
    return new Macros(new MacroContext(names, texts, original, picks, scene.now()), random);
  }

  private String group() {
    return scene.isGroup() ? String.join(", ", scene.cast()) : card.displayName();
  }
}
