package dev.tutti.character.card;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A card as it came.
 *
 * @param document as it was written, with what nobody here knows
 * @param version of the document
 * @param image where it came in a PNG, the picture without the card
 * @param archive where it came in an archive
 * @param assets of a PNG, by the number that the card names them by
 * @param warnings what was read otherwise than it is written
 */
public record Card(
    JsonNode document,
    CardVersion version,
    @Nullable PngImage image,
    @Nullable CharxArchive archive,
    Map<String, byte[]> assets,
    List<CardWarning> warnings) {}
