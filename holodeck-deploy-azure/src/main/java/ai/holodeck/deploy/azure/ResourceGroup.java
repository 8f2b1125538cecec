package ai.holodeck.deploy.azure;

import java.util.regex.Pattern;

/**
 * A resource group.
 *
 * @param name letters, digits, {@code _ - . ( )}, at most 90, not ending in a dot (Azure Resource
 *     Manager, "Naming rules and restrictions", {@code resourcegroups})
 */
record ResourceGroup(String name) {
  private static final Pattern GRAMMAR = Pattern.compile("[\\p{L}\\p{Nd}_().-]{1,90}(?<!\\.)");

  ResourceGroup {
    if (!GRAMMAR.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be the name of a resource group: letters, digits, '_', '-', '.', '(' and ')', at most 90, not ending"
              + " in '.', found '"
              + name
              + "'");
    }
  }
}
