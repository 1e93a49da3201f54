package dev.tutti.session;

import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller says in a session, and what becomes of it. What was asked and answered is known
 * when the answer has ended. Confined to its call.
 */
public final class SessionPost {
  private final String session;
  private final boolean creates;
  private final List<ObjectNode> lead;
  private final List<ObjectNode> messages;
  private FollowUpWish followUp = FollowUpWish.AUTO;
  private boolean recalls = true;
  private boolean again;
  private String goesOnFrom = "";
  private ObjectNode metadata = Json.object();
  private @Nullable SessionPlace place;
  private @Nullable ChatSession begins;
  private @Nullable ChatSession found;
  private @Nullable SessionView view;
  private List<NewMessage> asked = List.of();
  private @Nullable NewMessage reply;

  /**
   * @param creates whether a session of this name is begun where there is none
   * @param lead instructions for this call alone, which are not kept
   * @param messages what is said, in OpenAI's chat dialect
   */
  public SessionPost(
      String session, boolean creates, List<ObjectNode> lead, List<ObjectNode> messages) {
    this.session = session;
    this.creates = creates;
    this.lead = List.copyOf(lead);
    this.messages = List.copyOf(messages);
  }

  /** The same by who is in the session's line already. */
  public SessionPost at(SessionPlace joined) {
    place = joined;
    return this;
  }

  /** The same where its caller says whether it goes on with what was said before. */
  public SessionPost going(FollowUpWish wish) {
    followUp = wish;
    return this;
  }

  /** The same to who is told in another way what is known about the end user, as skills are. */
  public SessionPost withoutMemory() {
    recalls = false;
    return this;
  }

  /**
   * The same that says nothing and asks for another variant of the answer at the end of the
   * session.
   */
  public SessionPost again() {
    again = true;
    return this;
  }

  /**
   * The same that goes on from a variant of the answer before it.
   *
   * @param variant its id; empty for the last one
   */
  public SessionPost goingOnFrom(String variant) {
    goesOnFrom = variant;
    return this;
  }

  /** The same in a session that is begun like this one where it is not there. */
  public SessionPost beginning(ChatSession like) {
    begins = like;
    return this;
  }

  @Nullable ChatSession begins() {
    return begins;
  }

  boolean recalls() {
    return recalls;
  }

  boolean isAgain() {
    return again;
  }

  String goesOnFrom() {
    return goesOnFrom;
  }

  /** Metadata of the answer. */
  ObjectNode metadata() {
    return metadata;
  }

  void metadata(ObjectNode ofAnswer) {
    metadata = ofAnswer;
  }

  FollowUpWish followUp() {
    return followUp;
  }

  Optional<SessionPlace> place() {
    return Optional.ofNullable(place);
  }

  String sessionId() {
    return session;
  }

  boolean creates() {
    return creates;
  }

  List<ObjectNode> lead() {
    return lead;
  }

  List<ObjectNode> messages() {
    return messages;
  }

  void asked(List<NewMessage> kept) {
    asked = kept;
  }

  void sent(ChatSession in, SessionView what) {
    found = in;
    view = what;
  }

  void answered(NewMessage said) {
    reply = said;
  }

  /** The session. */
  public ChatSession session() {
    return Objects.requireNonNull(found, "the model is not asked yet");
  }

  /** What the model was sent. */
  public SessionView view() {
    return Objects.requireNonNull(view, "the model is not asked yet");
  }

  /** What was said, as it is kept. */
  public List<NewMessage> asked() {
    return asked;
  }

  /** What the model has said, as it is kept. */
  public Optional<NewMessage> reply() {
    return Optional.ofNullable(reply);
  }
}
