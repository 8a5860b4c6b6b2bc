import { Ellipsis } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { Chip } from "@/components/ui/chip";
import { formatInstant, formatNumber } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { UserRow } from "@/lib/users/queries";
import { roleWords } from "./role-words";

export type UserChoice = "change" | "reset" | "disable" | "enable";

type UsersTableProps = {
  users: readonly UserRow[];
  ownId: string;
  timeZone: string;
  onChoose: (choice: UserChoice, user: UserRow) => void;
};

const head = "sticky top-0 z-(--z-sticky) h-row border-b border-line bg-sunken px-3 text-left text-xs font-medium text-ink-3";
const cell = "h-11 border-b border-line-soft px-3";

/** All users, disabled ones last and quieter. */
export function UsersTable({ users, ownId, timeZone, onChoose }: UsersTableProps) {
  return (
    <table aria-label="Users" className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={`${head} pl-4`}>
            Name
          </th>
          <th scope="col" className={`${head} w-32`}>
            Role
          </th>
          <th scope="col" className={`${head} w-56 max-sm:hidden`}>
            Salesperson
          </th>
          <th scope="col" className={`${head} w-24 text-right max-md:hidden`}>
            Sessions
          </th>
          <th scope="col" className={`${head} w-44 max-md:hidden`}>
            Last sign-in
          </th>
          <th scope="col" className={`${head} w-14`}>
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id} className={user.disabled ? "text-ink-3 hover:bg-hover" : "hover:bg-hover"}>
            <th scope="row" className={`${cell} pl-4 text-left font-normal`}>
              <span className="flex min-w-0 items-center gap-2.5">
                <span aria-hidden className="max-sm:hidden">
                  <Avatar name={user.name} tone={user.id === ownId ? "self" : "other"} />
                </span>
                <span className="min-w-0">
                  <span className="flex items-center gap-2">
                    <button
                      type="button"
                      className="truncate rounded-sm font-medium hover:underline"
                      onClick={() => onChoose("change", user)}
                    >
                      {user.name}
                    </button>
                    {user.id === ownId ? <span className="text-ink-3">you</span> : null}
                    {user.disabled ? <Chip tone="draft">Disabled</Chip> : null}
                  </span>
                  <span className="block truncate text-xs text-ink-3">{user.email}</span>
                </span>
              </span>
            </th>
            <td className={cell}>{roleWords[user.role].name}</td>
            <td className={`${cell} truncate max-sm:hidden`}>
              {user.salespersonCode ? (
                <>
                  {user.salespersonName} <span className="mono text-ink-3">{user.salespersonCode}</span>
                </>
              ) : (
                <span className="text-ink-3">—</span>
              )}
            </td>
            <td className={`${cell} num text-right max-md:hidden`}>{formatNumber(user.sessions)}</td>
            <td className={`${cell} num text-ink-2 max-md:hidden`}>
              {user.lastSignInAt ? formatInstant(user.lastSignInAt, timeZone) : <span className="text-ink-3">—</span>}
            </td>
            <td className={cell}>
              <Menu trigger={<IconButton label={`More for ${user.name}`} icon={<Ellipsis aria-hidden />} />}>
                <MenuItem onSelect={() => onChoose("change", user)}>Change</MenuItem>
                <MenuItem onSelect={() => onChoose("reset", user)}>Draw a new password</MenuItem>
                <MenuSeparator />
                {user.disabled ? (
                  <MenuItem onSelect={() => onChoose("enable", user)}>Enable</MenuItem>
                ) : (
                  <MenuItem danger onSelect={() => onChoose("disable", user)}>
                    Disable
                  </MenuItem>
                )}
              </Menu>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
