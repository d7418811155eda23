/// Commands: each defined once, shown in menus, bar, palette and shortcut sheet.
@NullMarked
package samplerscope.app.command;

import org.jspecify.annotations.NullMarked;
