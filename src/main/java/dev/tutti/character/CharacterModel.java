package dev.tutti.character;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.character.group.SpeakerCutter;
import dev.tutti.character.lorebook.LoreSettings;
import dev.tutti.character.prompt.CharacterPrompt;
import dev.tutti.character.prompt.CharacterPrompt.Scene;
import dev.tutti.character.prompt.PromptMessage;
import dev.tutti.chat.ChatMessage;
import dev.tutti.chat.ChatMessage.Part;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.JsonEdits;
import dev.tutti.chat.Operation;
import io.vertx.core.Future;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A character as a model: what the caller says becomes the prompt of the card, which a configured
 * model gets as the same call. What the caller says as the system stands behind all that the card
 * says, as a card is a stranger's. What the model says for the user is no part of the answer.
 *
 * @param name of the character, with the model that plays it or without one
 */
record CharacterModel(CharacterName name, CharacterModelSource source) implements ChatModel {
  private static final long HEAP_OF_BYTE = 2;
  private static final String NOBODY = "User";

  /** Member of a request with the name that {@code {{user}}} stands for. */
  private static final String USER_NAME = "user_name";

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    String player;
    try {
      require(request);
      player = source.player(name, call.caller());
    } catch (Fault refused) {
      return Future.failedFuture(refused);
    }
    var file = source.files().characters().named(call.caller().owner(), name.character());
    return call.loop()
        .bring(file)
        .compose(
            bytes -> {
              call.memory().take(call.memory().lacking(bytes.length * HEAP_OF_BYTE));
              return call.loop().bring(turn(() -> role(request, player, bytes)));
            })
        .compose(role -> play(role, player, call));
  }

  /** What waits for its turn to be read: a thread of its own, as a loop has few to offload to. */
  private static <T> CompletableFuture<T> turn(Supplier<T> reading) {
    return CompletableFuture.supplyAsync(reading, Thread::startVirtualThread);
  }

  /** What is asked of the model that plays, and what makes filters of its answer. */
  private record Role(ChatRequest asked, Supplier<SpeakerCutter> cutters) {}

  private Future<ChatStream> play(Role role, String player, Call call) {
    var opened = source.models().get().model(player).open(role.asked, call);
    if (role.asked.wantsJson()) {
      return opened; // lines of JSON may well begin with names
    }
    long choices = (long) role.asked.body().number("n").orElse(1);
    return opened.map(
        stream ->
            stream.through(sink -> new SpeakerSink(sink, role.cutters, choices, call.tail())));
  }

  private static void require(ChatRequest request) {
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid("model", "a character (expected: a chat with it)");
    }
    request.requireChat();
  }

  private Role role(ChatRequest request, String player, byte[] file) {
    var messages = request.promptOf("messages").messages();
    var card = source.files().card(file);
    var characters = source.files().characters();
    var user = user(request);
    var scene =
        new Scene(
            user,
            history(messages),
            new LoreSettings(null, null, null, source.tokens(), Map.of(), 0),
            instructions(messages),
            characters.clock().instant().atZone(ZoneOffset.UTC));
    var told = CharacterPrompt.of(card, scene, characters.random());
    var edits = JsonEdits.none().set("model", player).remove(USER_NAME);
    var own = List.of(card.displayName(), card.text("name"));
    return new Role(
        request.edited(edits.set("messages", told.messages())),
        () -> SpeakerCutter.of(own, List.of(user)));
  }

  private static String user(ChatRequest request) {
    var name = request.body().get(USER_NAME);
    if (name.isMissingNode() || name.isNull()) {
      return request.user().orElse(NOBODY);
    }
    if (!name.isString() || name.asString().isBlank()) {
      throw Fault.invalid(USER_NAME, name + " (expected: the name of the user)");
    }
    return name.asString();
  }

  private static String instructions(List<ChatMessage> messages) {
    var texts = new ArrayList<String>();
    for (var each : messages) {
      if (each instanceof ChatMessage.Instruction instruction) {
        texts.add(instruction.text());
      }
    }
    return String.join("\n\n", texts);
  }

  private static List<PromptMessage> history(List<ChatMessage> messages) {
    var history = new ArrayList<PromptMessage>();
    for (var each : messages) {
      switch (each) {
        case ChatMessage.Instruction _ -> {}
        case ChatMessage.User user -> history.add(said("user", user.parts()));
        case ChatMessage.Assistant assistant when assistant.calls().isEmpty() ->
            history.add(said("assistant", assistant.parts()));
        case ChatMessage.Assistant _ -> throw onlyTexts("calls of tools");
        case ChatMessage.ToolResult _ -> throw onlyTexts("results of tools");
      }
    }
    return List.copyOf(history);
  }

  private static PromptMessage said(String role, List<Part> parts) {
    if (!parts.stream().allMatch(Part.Text.class::isInstance)) {
      throw onlyTexts("pictures, sound or documents");
    }
    return new PromptMessage(role, Part.text(parts));
  }

  private static Fault onlyTexts(String found) {
    return Fault.invalid("messages", "%s (expected by a character: texts)".formatted(found));
  }
}
