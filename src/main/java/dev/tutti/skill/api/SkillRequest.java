package dev.tutti.skill.api;

import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request to a skill.
 *
 * @param name the skill
 * @param selector which version of it
 * @param userMessage what the user says, may be empty
 * @param inputs the inputs by their names; not to be changed
 * @param history what was said before, as messages of OpenAI's dialect
 * @param followUp whether a conversation goes on
 * @param timeout for all of it, zero when the caller has none
 * @param attachments what the user shows beside the words, as parts of a message of OpenAI's
 *     dialect
 * @param options members of OpenAI's request that the caller sets for the answer; {@code
 *     max_tokens} holds where the skill allows more, others where the skill says nothing
 */
public record SkillRequest(
    String name,
    VersionSelector selector,
    String userMessage,
    ObjectNode inputs,
    List<ObjectNode> history,
    FollowUpWish followUp,
    Duration timeout,
    List<ObjectNode> attachments,
    ObjectNode options) {

  /** A request that asks for nothing in particular. */
  public static SkillRequest of(String name) {
    return new SkillRequest(
        name,
        new VersionSelector.Released(),
        "",
        Json.object(),
        List.of(),
        FollowUpWish.AUTO,
        Duration.ZERO,
        List.of(),
        Json.object());
  }

  /** A picture as a part of a message: an address, or a data URL. */
  public static ObjectNode image(String url) {
    var part = Json.object().put("type", "image_url");
    part.putObject("image_url").put("url", url);
    return part;
  }

  /** The same of another version. */
  public SkillRequest wanting(VersionSelector other) {
    return new SkillRequest(
        name, other, userMessage, inputs, history, followUp, timeout, attachments, options);
  }

  /** The same with other words of the user. */
  public SkillRequest saying(String text) {
    return new SkillRequest(
        name, selector, text, inputs, history, followUp, timeout, attachments, options);
  }

  /** The same with other things that the user shows. */
  public SkillRequest attaching(List<ObjectNode> parts) {
    return new SkillRequest(
        name, selector, userMessage, inputs, history, followUp, timeout, parts, options);
  }

  /** The same with other options. */
  public SkillRequest choosing(ObjectNode chosen) {
    return new SkillRequest(
        name, selector, userMessage, inputs, history, followUp, timeout, attachments, chosen);
  }

  /** The same with another time-out. */
  public SkillRequest within(Duration time) {
    return new SkillRequest(
        name, selector, userMessage, inputs, history, followUp, time, attachments, options);
  }

  /** The same after something else was said. */
  public SkillRequest after(List<ObjectNode> before) {
    return new SkillRequest(
        name, selector, userMessage, inputs, before, followUp, timeout, attachments, options);
  }

  /** The same with other inputs. */
  public SkillRequest having(ObjectNode others) {
    return new SkillRequest(
        name, selector, userMessage, others, history, followUp, timeout, attachments, options);
  }

  /** The same with another decision. */
  public SkillRequest going(FollowUpWish decision) {
    return new SkillRequest(
        name, selector, userMessage, inputs, history, decision, timeout, attachments, options);
  }
}
