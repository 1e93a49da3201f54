/**
 * Settings, read from a YAML file, and read again when it changes.
 *
 * <p>The way through: a {@link dev.tutti.config.ConfigSource} puts the environment into a text and
 * hands its root {@link dev.tutti.config.Section} to a reader. Each feature reads its own settings
 * record from a section, key by key and each of a {@link dev.tutti.config.Kind}; the root package
 * composes them. A {@link dev.tutti.config.reload.Reloadable} value holds what was read and swaps
 * it when the file changes, or when a program changes it. A source may have sections laid over its
 * text and others hidden; {@link dev.tutti.config.ConfigSource#examine} says of each value where it
 * came from, {@link dev.tutti.config.ConfigSource#written} what stands there. Both hide secrets.
 *
 * <pre>{@code
 * public record ServerSettings(String host, int port, Duration drain) {
 *   static ServerSettings read(Section section) {
 *     return new ServerSettings(
 *         section.string("host").or("127.0.0.1"),
 *         section.integer("port", 1, 65_535).or(8080),
 *         section.durationOrZero("drain").or(Duration.ofSeconds(30)));
 *   }
 * }
 *
 * var source = ConfigSource.file(path).with("server.port", "9090", "--port");
 * var live = Reloadable.of(path, _ -> source.read(System.getenv(), Settings::read), listener);
 * }</pre>
 *
 * <p>What a user writes wrong never throws while it is read. Everything that is wrong, with line
 * and column, is thrown at the end as one {@link dev.tutti.config.ConfigException}:
 *
 * <pre>
 * tutti.yaml:3:9: server.port: "eighty" (expected: a whole number from 1 to 65535)
 * tutti.yaml:4:3: server.hots: unknown key. Did you mean "host"?
 * </pre>
 *
 * <p>Values that came from the environment, or whose key is named like a secret, are in no message.
 *
 * <p>The file is YAML 1.2: {@code no} is a text, numbers are decimal. Anchors and aliases work;
 * tags and merge keys do not. Bounds: 1 MiB, 32 levels, 50,000 values, counted with what aliases
 * repeat.
 */
@NullMarked
package dev.tutti.config;

import org.jspecify.annotations.NullMarked;
