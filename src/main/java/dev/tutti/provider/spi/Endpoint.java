package dev.tutti.provider.spi;

/**
 * Where a provider is and how it is spoken to.
 *
 * @param address the base URL that the paths of {@link Outgoing} follow
 */
public record Endpoint(String address, Adapter adapter) {}
