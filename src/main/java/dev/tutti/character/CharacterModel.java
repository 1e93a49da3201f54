package dev.tutti.character;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.character.card.CardReader;
import dev.tutti.character.card.CardView;
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

/**
 * A character as a model: what the caller says becomes the prompt of the card, which a configured
 * model gets as the same call. What the caller says as the system stands behind all that the card
 * says, as a card is a stranger's.
 *
 * @param name the character's name or id
 * @param played name of the model that plays it
 */
record CharacterModel(String name, String played, CharacterModelSource source)
    implements ChatModel {
  private static final long HEAP_OF_BYTE = 2;
  private static final String NOBODY = "User";

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    try {
      require(request, call);
    } catch (Fault refused) {
      return Future.failedFuture(refused);
    }
    var file = source.characters().named(call.caller().owner(), name);
    return call.loop()
        .bring(file)
        .compose(
            bytes -> {
              call.memory().take(call.memory().lacking(bytes.length * HEAP_OF_BYTE));
              return call.loop().offload(() -> told(request, bytes));
            })
        .compose(asked -> source.models().get().model(played).open(asked, call));
  }

  private void require(ChatRequest request, Call call) {
    if (request.operation() != Operation.CHAT) {
      throw Fault.invalid("model", "a character (expected: a chat with it)");
    }
    request.requireChat();
    if (!source.mayUse().test(call.caller(), played)) {
      throw Fault.invalid(
          "model", "\"%s\" (expected: a model that the key may use)".formatted(played));
    }
  }

  private ChatRequest told(ChatRequest request, byte[] file) {
    var messages = request.promptOf("messages").messages();
    var scene =
        new Scene(
            request.user().orElse(NOBODY),
            history(messages),
            new LoreSettings(null, null, null, source.tokens(), Map.of(), 0),
            instructions(messages),
            source.characters().clock().instant().atZone(ZoneOffset.UTC));
    var told = CharacterPrompt.of(view(file), scene, source.characters().random());
    var edits = JsonEdits.none().set("model", played);
    return request.edited(edits.set("messages", told.messages()));
  }

  private CardView view(byte[] file) {
    source.atOnce().acquireUninterruptibly();
    try {
      return CardView.of(CardReader.read(file));
    } finally {
      source.atOnce().release();
    }
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
