package dev.tutti.security;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.Set;
import java.util.stream.Collectors;

/** Caller as the server knows it: the holder of a key, or anonymous on loopback. Immutable. */
public sealed interface Principal {

  /** On whose behalf calls are made and accounted. */
  Caller caller();

  /** For the audit: {@code ops (key_3f0c9a1b7d2e)}, or {@code anonymous}. */
  String label();

  /** Whether the principal may do what a role is needed for. */
  boolean has(Role needed);

  /** Whether the principal may ask for a model, by the name that callers use. */
  boolean mayUse(String model);

  /**
   * Goes on only for a principal with one of some roles.
   *
   * @throws Fault {@code permission}, naming them all
   */
  void requireAny(Set<Role> needed);

  /**
   * Goes on only for a principal that may call models, and this one.
   *
   * @throws Fault {@code permission}
   */
  void requireModel(String model);

  /**
   * Goes on only for who may call every model: a member of the request names some that cannot be
   * told from others.
   *
   * @param member the member of the request
   * @throws Fault {@code permission}
   */
  void requireEveryModel(String member);

  /** A caller on loopback while no key exists: full rights, so that the first minutes are easy. */
  record Anonymous() implements Principal {
    @Override
    public Caller caller() {
      return Caller.ANONYMOUS;
    }

    @Override
    public String label() {
      return "anonymous";
    }

    @Override
    public boolean has(Role needed) {
      return true;
    }

    @Override
    public boolean mayUse(String model) {
      return true;
    }

    @Override
    public void requireAny(Set<Role> needed) {}

    @Override
    public void requireModel(String model) {}

    @Override
    public void requireEveryModel(String member) {}
  }

  /**
   * The holder of a key.
   *
   * @param key the key
   * @param caller the same for every call of the key
   */
  record KeyHolder(ApiKey key, Caller caller) implements Principal {

    static KeyHolder of(ApiKey key) {
      return new KeyHolder(
          key,
          new Caller(
              key.id(),
              key.grant().owner(),
              "",
              "",
              key.grant().allowance(),
              key.grant().role().covers(Role.ADMIN) ? Caller.ALL : key.grant().scopes()));
    }

    @Override
    public String label() {
      return key.grant().name() + " (" + key.id() + ")";
    }

    @Override
    public boolean has(Role needed) {
      return key.grant().role().covers(needed);
    }

    @Override
    public boolean mayUse(String model) {
      return has(Role.USER) && key.grant().models().allow(model);
    }

    @Override
    public void requireAny(Set<Role> needed) {
      if (!hasAny(needed)) {
        throw Fault.of(
            FaultCode.PERMISSION,
            "key %s: its role is %s (expected: %s)"
                .formatted(key.label(), key.grant().role().word(), words(needed)));
      }
    }

    private boolean hasAny(Set<Role> roles) {
      for (var role : roles) {
        if (has(role)) {
          return true;
        }
      }
      return false;
    }

    private static String words(Set<Role> roles) {
      return roles.stream().sorted().map(Role::word).collect(Collectors.joining(" or "));
    }

    @Override
    public void requireModel(String model) {
      requireAny(Set.of(Role.USER));
      if (!key.grant().models().allow(model)) {
        throw Fault.of(
                FaultCode.PERMISSION,
                "model: key %s may not use %s (expected: one of %s)"
                    .formatted(key.label(), model, key.grant().models()))
            .at("model");
      }
    }

    @Override
    public void requireEveryModel(String member) {
      requireAny(Set.of(Role.USER));
      if (!key.grant().models().allowAll()) {
        throw Fault.of(
                FaultCode.PERMISSION,
                "%s: key %s may use %s only (expected: no other models)"
                    .formatted(member, key.label(), key.grant().models()))
            .at(member);
      }
    }
  }
}
