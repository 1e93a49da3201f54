package dev.tutti.http;

import dev.tutti.security.Role;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Right to use a route.
 *
 * @param roles of which a key needs one, or one that covers it; none where no key is needed
 */
public record Permission(Set<Role> roles) {
  private static final Permission OPEN = new Permission(Set.of());
  private static final Permission KEYED = only(Role.USER);
  private static final Permission WATCHERS = only(Role.OPERATOR, Role.AUDITOR);

  public Permission {
    roles = Set.copyOf(roles);
  }

  /** Permission of everybody, without a key. */
  public static Permission open() {
    return OPEN;
  }

  /** Permission of every key that calls models; not of one that only reads reports. */
  public static Permission keyed() {
    return KEYED;
  }

  /** Permission of those who may see how the server fares: operators and auditors. */
  public static Permission watchers() {
    return WATCHERS;
  }

  /** Permission of some roles. */
  public static Permission only(Role first, Role... others) {
    return new Permission(
        Stream.concat(Stream.of(first), Stream.of(others)).collect(Collectors.toSet()));
  }

  /** Whether no key is needed. */
  boolean isOpen() {
    return roles.isEmpty();
  }
}
