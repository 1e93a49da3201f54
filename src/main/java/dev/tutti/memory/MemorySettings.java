package dev.tutti.memory;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.memory.extract.ExtractionSettings;
import dev.tutti.memory.vector.EmbeddingSettings;

/**
 * Settings of the memory.
 *
 * @param extraction whether and by which model facts are noted
 * @param embedding by which model texts are recalled by meaning, too
 * @param prompts what of them prompts are told
 * @param factsPerUser the most facts about one end user, superseded ones counted
 * @param factsPerOwner the most facts of all end users of an owner
 * @param indexBytes heap of the indexes of messages, about
 */
public record MemorySettings(
    ExtractionSettings extraction,
    EmbeddingSettings embedding,
    Prompts prompts,
    int factsPerUser,
    int factsPerOwner,
    long indexBytes) {
  /**
   * Settings of what is recalled for prompts.
   *
   * @param chats whether plain chats that name a user are told of facts, as skills are whose
   *     templates have {@code memory}
   * @param most the most facts of a prompt
   */
  public record Prompts(boolean chats, int most) {}

  /** Section {@code conversation.memory}. */
  public static final SettingsSection<MemorySettings> SECTION =
      SettingsSection.live(root -> read(root.section("conversation").section("memory")))
          .withFixed("conversation.memory.index_max", MemorySettings::indexBytes);

  /**
   * Nothing is noted by itself; 1,000 facts for each user, 100,000 for each owner, 32 MiB of
   * indexes.
   */
  public static final MemorySettings DEFAULT =
      new MemorySettings(
          ExtractionSettings.OFF,
          EmbeddingSettings.OFF,
          new Prompts(false, 8),
          1_000,
          100_000,
          32 << 20);

  private static final int MOST_RECALLED = 100;
  private static final int MOST_PER_USER = 10_000;
  private static final int MOST_PER_OWNER = 10_000_000;
  private static final long LEAST_INDEX = 1 << 20;
  private static final long MOST_INDEX = 64L << 30;

  private static MemorySettings read(Section section) {
    return new MemorySettings(
        ExtractionSettings.read(section),
        EmbeddingSettings.read(section),
        new Prompts(
            section.bool("chats").or(DEFAULT.prompts.chats),
            section.integer("recalled", 0, MOST_RECALLED).or(DEFAULT.prompts.most)),
        section.integer("facts_per_user", 1, MOST_PER_USER).or(DEFAULT.factsPerUser),
        section.integer("facts_per_owner", 1, MOST_PER_OWNER).or(DEFAULT.factsPerOwner),
        section.size("index_max", LEAST_INDEX, MOST_INDEX).or(DEFAULT.indexBytes));
  }
}
