package dev.tutti.character.generation.source;

/**
 * Place of sources that the operator has named.
 *
 * @param kind of its collector
 * @param url of a page of it, with {@code {title}} in it, or of the {@code api.php} of a wiki
 */
public record SourcePlace(String kind, String url) {}
