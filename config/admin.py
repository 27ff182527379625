"""The admin of accounts and groups: nobody gives, or takes over, rights that are not their own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from sources.save_refusals import RefusalMixin

ALL_RIGHTS = "is_superuser"
"""The field that gives every right; only who has them all may give them."""


class OwnRightsMixin(RefusalMixin):
    """The admin of rows that carry rights: those with more than the editor has are not changed.

    Nor are they deleted, whatever way that is asked for; lists offer only what the editor has.
    """

    def rights_of(self, row: Any) -> Q:
        """Return the condition on permissions that the row gives."""
        raise NotImplementedError

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse what has rights beyond the editor's own."""
        return super().has_change_permission(request, obj) and self._is_within(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse what has rights beyond the editor's own."""
        return super().has_delete_permission(request, obj) and self._is_within(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **more: Any) -> Any:
        """Offer permissions that the editor has, and groups that have no others."""
        field: Any = super().formfield_for_manytomany(db_field, request, **more)
        if field is not None and not request.user.is_superuser:
            own = own_permissions(request.user)
            if db_field.related_model is Permission:
                field.queryset = field.queryset.filter(pk__in=own.values("pk"))
            elif db_field.related_model is Group:
                field.queryset = groups_within(field.queryset, own)
        return field

    def _is_within(self, request: HttpRequest, row: Any) -> bool:
        user: Any = request.user
        if row is None or user.is_superuser:
            return True
        beyond = Permission.objects.filter(self.rights_of(row))
        beyond = beyond.exclude(pk__in=own_permissions(user).values("pk"))
        return not (getattr(row, ALL_RIGHTS, False) or beyond.exists())


def own_permissions(user: Any) -> QuerySet[Permission]:
    """Return the permissions that an account, active or not, has by itself or by a group."""
    return Permission.objects.filter(Q(user=user) | Q(group__user=user))


def groups_within(groups: QuerySet[Group], own: QuerySet[Permission]) -> QuerySet[Group]:
    """Keep the groups that give none but these permissions."""
    others = Group.permissions.through.objects.filter(group=OuterRef("pk"))
    return groups.filter(~Exists(others.exclude(permission__in=own.values("pk"))))


admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(OwnRightsMixin, UserAdmin):
    """Accounts, whose rights end where those of their editor do."""

    def rights_of(self, row: User) -> Q:
        """Return the condition on permissions that the account has, active or not."""
        return Q(user=row) | Q(group__user=row)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let only who has every right give them all."""
        fields = super().get_readonly_fields(request, obj)
        user: Any = request.user
        return fields if user.is_superuser else (*fields, ALL_RIGHTS)


@admin.register(Group)
class RightsAdmin(OwnRightsMixin, GroupAdmin):
    """Groups, whose permissions end where those of their editor do."""

    def rights_of(self, row: Group) -> Q:
        """Return the condition on permissions that the group gives."""
        return Q(group=row)
