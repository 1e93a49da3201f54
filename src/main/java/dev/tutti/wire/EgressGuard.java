package dev.tutti.wire;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Guard over the addresses that this process may connect to. A host is asked about before anything
 * is connected, in whatever notation it comes, and again with every address that its name turns out
 * to have, before a connection to one of them is made, because a name may lead anywhere. Immutable
 * and thread-safe; nothing is looked up here.
 *
 * <p>Addresses that an operator configures may be anywhere but at the endpoints of clouds that hand
 * out credentials to whoever asks. Addresses that a caller can name must be public.
 */
public final class EgressGuard {
  private static final String METADATA = "a link-local or metadata address";

  /** Link-local, and where AWS, Azure, Alibaba, Google and Oracle tell machines their secrets. */
  private static final List<AddressRange> METADATA_RANGES =
      AddressRange.of(
          "169.254.0.0/16",
          "fe80::/10",
          "fd00:ec2::254",
          "fd20:ce::254",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192");

  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata",
          "metadata.google.internal",
          "metadata.goog",
          "instance-data",
          "instance-data.ec2.internal",
          "metadata.tencentyun.com",
          "metadata.azure.internal");

  /** Addresses that are no place in the public Internet, by IANA's special-purpose registries. */
  private static final List<AddressRange> PRIVATE_RANGES =
      AddressRange.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          "2001:db8::/32",
          "3fff::/20",
          "5f00::/16");

  private static final List<AddressRange> PUBLIC_6 =
      AddressRange.of("2000::/3", "64:ff9b::/96", "::ffff:0:0/96");

  private final boolean publicOnly;
  private final Set<String> names = new HashSet<>();
  private final Set<InetAddress> addresses = new HashSet<>();

  private EgressGuard(boolean publicOnly, Collection<String> allowed) {
    this.publicOnly = publicOnly;
    for (var each : allowed) {
      var plain = HostLiteral.plain(each);
      HostLiteral.address(plain).ifPresentOrElse(addresses::add, () -> names.add(plain));
    }
  }

  /**
   * For addresses that an operator configures: everything but link-local and metadata addresses.
   *
   * @param allowed hosts that are allowed nevertheless, names or addresses
   */
  public static EgressGuard configured(Collection<String> allowed) {
    return new EgressGuard(false, allowed);
  }

  /**
   * For addresses that a caller can name: public ones only, plainly written.
   *
   * @param allowed hosts that are allowed nevertheless, names or addresses
   */
  public static EgressGuard publicOnly(Collection<String> allowed) {
    return new EgressGuard(true, allowed);
  }

  /**
   * Reason for which a host may not be connected to, by what it is called alone; empty when it may
   * be tried.
   *
   * @param host as it stands in a URL, in any notation
   */
  public Optional<String> refusal(String host) {
    var plain = HostLiteral.plain(host);
    if (names.contains(plain)) {
      return Optional.empty();
    }
    var address = HostLiteral.address(plain);
    if (address.isPresent()) {
      boolean odd = publicOnly && !isPlainly(plain, address.get());
      return odd ? Optional.of("not a plain address") : refusal(address.get());
    }
    if (METADATA_NAMES.contains(plain)) {
      return Optional.of(METADATA);
    }
    boolean ours = plain.equals("localhost") || plain.endsWith(".localhost");
    return publicOnly && ours ? Optional.of("not a public address") : Optional.empty();
  }

  /**
   * Reason for which a host may not be connected to at the address that it has; empty when it may.
   *
   * @param host as it stands in a URL
   * @param address what the host was resolved to
   */
  public Optional<String> refusal(String host, InetAddress address) {
    return names.contains(HostLiteral.plain(host)) ? Optional.empty() : refusal(address);
  }

  private Optional<String> refusal(InetAddress address) {
    if (addresses.contains(address)) {
      return Optional.empty();
    }
    if (HostLiteral.withInner(address).anyMatch(each -> isIn(METADATA_RANGES, each))) {
      return Optional.of(METADATA);
    }
    return publicOnly && !HostLiteral.withInner(address).allMatch(EgressGuard::isPublic)
        ? Optional.of("not a public address")
        : Optional.empty();
  }

  private static boolean isPublic(InetAddress address) {
    boolean four = address.getAddress().length == 4;
    return !isIn(PRIVATE_RANGES, address) && (four || isIn(PUBLIC_6, address));
  }

  private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** Others read 010.0.0.1, or one number, as another address. */
  private static boolean isPlainly(String plain, InetAddress address) {
    return address.getAddress().length == 16 || address.getHostAddress().equals(plain);
  }
}
