package dev.tutti.character.group.chat;

import dev.tutti.call.Call;
import dev.tutti.character.card.CardRefusal;
import dev.tutti.character.card.CardView;
import dev.tutti.character.group.SpeakerCutter;
import dev.tutti.character.lorebook.LoreSettings;
import dev.tutti.character.prompt.CharacterPrompt;
import dev.tutti.character.prompt.CharacterPrompt.Scene;
import dev.tutti.character.prompt.PromptMessage;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.JsonEdits;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * One speaker's step of a talk: its card and what it has heard become the prompt, its model is
 * asked, what it says for others is cut, and its reply is kept. Blocking, on the turn's thread.
 */
record SpeakerStep(
    GroupChats chats, GroupPost post, GroupTranscript transcript, Call call, CastCards cards) {

  /**
   * Speaks.
   *
   * @throws Fault when nothing came of it
   */
  SpeakerReply speak(CastMember member, SpeakerTurn turn, GroupListener heard) {
    var card = card(member);
    var models = chats.models();
    var player = models.player(post.group(), member, post.model(), call.caller());
    var model = models.model(player, call.caller());
    var cutter = cutter(member, card);
    var said =
        new SpeakerCalls(chats, call, !post.again().isEmpty())
            .ask(model, request(member, card, player), cutter, text -> heard.says(turn, text));
    var reply =
        new SpeakerReply(
            turn.message(),
            member.character(),
            member.name(),
            said.text(),
            said.finish(),
            cutter.isCut(),
            cutter.cutBy(),
            said.usage());
    transcript.keep(reply, player);
    return reply;
  }

  private CardView card(CastMember member) {
    try {
      return chats.files().card(post.group().owner(), member.character());
    } catch (CardRefusal refusal) {
      throw Fault.invalid("character", member.character() + ": " + refusal.getMessage());
    }
  }

  private SpeakerCutter cutter(CastMember member, CardView card) {
    var own = new ArrayList<>(member.names());
    own.add(card.displayName());
    own.add(card.text("name"));
    var others = new ArrayList<String>();
    others.add(post.group().userName());
    post.group().members().stream()
        .filter(each -> !each.equals(member))
        .forEach(each -> others.addAll(each.names()));
    return SpeakerCutter.of(own, others);
  }

  private ChatRequest request(CastMember member, CardView card, String player) {
    var group = post.group();
    var lines =
        post.again().isEmpty()
            ? transcript.history().lines()
            : transcript.history().before(original());
    var scene =
        new Scene(
            group.userName(),
            transcript.heard(member, lines, player).stream().map(SpeakerStep::told).toList(),
            new LoreSettings(null, null, null, chats.tokens(), Map.of(), 0),
            transcript.policy(),
            chats.files().characters().clock().instant().atZone(ZoneOffset.UTC),
            group.members().stream().map(CastMember::name).toList(),
            cards.knownTo(member));
    var told = CharacterPrompt.of(card, scene, chats.files().characters().random());
    var usage = Json.object().put("include_usage", true);
    return post.params()
        .edited(
            JsonEdits.none()
                .set("model", player)
                .set("messages", told.messages())
                .set("stream", true)
                .set("stream_options", usage));
  }

  private String original() {
    return transcript
        .history()
        .line(post.again())
        .map(line -> line.original().isEmpty() ? post.again() : line.original())
        .orElse(post.again());
  }

  private static PromptMessage told(ObjectNode message) {
    return new PromptMessage(
        message.path("role").asString("user"), message.path("content").asString(""));
  }
}
